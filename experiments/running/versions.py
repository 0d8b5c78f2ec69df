"""Which model and which libraries a result was made with."""

from __future__ import annotations

import platform
import sys
from importlib import metadata

PACKAGES = ("dpi-city", "numpy", "numba", "mesa", "pandas", "pyarrow")


def versions() -> dict[str, str]:
    """The versions of everything that a number could depend on."""
    found = {"python": platform.python_version(), "system": f"{sys.platform} {platform.machine()}"}
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = "not installed"
    return found
