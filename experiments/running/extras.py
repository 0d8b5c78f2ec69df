"""Libraries that not everybody installs."""

from __future__ import annotations

import importlib
from typing import Any

from sim.errors import DPICityError


def extra(module: str, name: str) -> Any:
    """The module, or one sentence about how to install it: `name` is the extra of dpi-city it belongs to."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError:
        package = module.partition(".")[0]
        raise DPICityError(
            f"This needs {package}, which is not installed. Type: pip install 'dpi-city[{name}]'"
        ) from None
