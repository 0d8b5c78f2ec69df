"""Running, comparing and reading many simulated futures.

    from experiments import City, Scenario, compare, load, run, sweep

Each is explained, with examples, in the file of `experiments/api/` where it is written.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.api.acts import compare, run, sweep
    from experiments.api.city import City
    from experiments.api.scenario import Scenario
    from experiments.reading.frames import load

__all__ = ["City", "Scenario", "compare", "load", "run", "sweep"]

PLACES = {
    "City": "experiments.api.city",
    "Scenario": "experiments.api.scenario",
    "compare": "experiments.api.acts",
    "load": "experiments.reading.frames",
    "run": "experiments.api.acts",
    "sweep": "experiments.api.acts",
}


def __getattr__(name: str) -> Any:
    """What is asked for, imported when it is: the command line starts without it."""
    if name not in PLACES:
        raise AttributeError(f"module 'experiments' has no attribute '{name}'")
    return getattr(importlib.import_module(PLACES[name]), name)
