"""Which model and which libraries a result was made with."""

from __future__ import annotations

import hashlib
import platform
import sys
from functools import lru_cache
from importlib import metadata
from pathlib import Path

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


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """The first 16 hexadecimal digits of SHA-256 over the source of `sim/`: the model, to the letter.

    Two computers with one fingerprint give the same bytes for the same scenario and seed; the version
    number alone does not say that, because it does not change with every edit.
    """
    import sim

    root = Path(sim.__file__).parent
    found = hashlib.sha256()
    for path in sorted(root.rglob("*.py"), key=lambda p: p.relative_to(root).as_posix()):
        found.update(path.relative_to(root).as_posix().encode() + b"\0")
        found.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return found.hexdigest()[:16]
