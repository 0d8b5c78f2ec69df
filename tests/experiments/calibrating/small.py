"""A small town whose measurements were made by the model itself, so that the answer is known."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from experiments.running.runner import Cities, Plan, run_plan
from sim.registry import registry
from sim.scenario import Scenario, scenario_from_dict, scenario_text, with_parameters

TRUTH = {"payments.base": -1.2, "payments.rate": 0.2}
MONTHS = (3, 6, 9, 12)
PLAN = {
    "city": "marenga", "start": "2024-01", "months": 14, "residents": 1000, "title": "A small town",
    "policies": [{"use": "instant_payments", "months": [1]}],
}  # fmt: skip
RANGES = ["--range", "payments.base=-3,1", "--range", "payments.rate=0.05,0.4"]
FITTED = ["--only", "payments.base", "--only", "payments.rate", *RANGES]


@cache
def truth() -> dict[str, tuple[float, ...]]:
    """Two series of the town under the true parameters, in the months of measurement and the last."""
    run = run_plan(Plan("truth", with_parameters(scenario_from_dict(PLAN), TRUTH)), 1, Cities())
    return {
        name: tuple(float(np.round(run.indicators[name][m], 4)) for m in (*MONTHS, 14))
        for name in ("payments", "payments_ever")
    }


def town(off: float = 0.0) -> Scenario:
    """The town with its measurements; `off` is added to every value."""
    points = [
        {"series": name, "date": f"2024-{m + 1:02d}" if m < 12 else f"2025-{m - 11:02d}", "value": value + off,
         "role": "validate" if m == 14 else "calibrate"}
        for name, values in truth().items()
        for m, value in zip((*MONTHS, 14), values, strict=True)
    ]  # fmt: skip
    return scenario_from_dict({**PLAN, "observed": points}, "town")


def write_town(folder: Path, off: float = 0.0) -> Path:
    """The town as a scenario file."""
    path = folder / "town.yaml"
    path.write_text(scenario_text(town(off)), encoding="utf-8")
    return path


def defaults() -> dict[str, float]:
    """The declared values of the fitted parameters."""
    return {key: registry().params[key].default for key in TRUTH}
