"""Finds out whether this computer can run the simulation, and what to do if not."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sim.errors import DPICityError

ENOUGH_DISK = 200 * 1024**2  # bytes; a comparison of three plans in ten cities takes about 10 MB


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is all right, and what was found."""

    name: str
    ok: bool
    found: str


def examine() -> list[Check]:
    """Look at everything, the quickest first; one failing check does not stop the others."""
    return [_safe(name, look) for name, look in LOOKS.items()]


def _safe(name: str, look: Callable[[], tuple[bool, str]]) -> Check:
    try:
        return Check(name, *look())
    except (DPICityError, OSError, ImportError, ValueError, RuntimeError) as error:
        return Check(name, False, f"{type(error).__name__}: {error}")


def python() -> tuple[bool, str]:
    """The version of Python."""
    found = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= (3, 12)
    return good, found if good else f"{found}; install Python 3.12 or newer"


def libraries() -> tuple[bool, str]:
    """The libraries and their versions."""
    from experiments.running.versions import versions

    found = {name: version for name, version in versions().items() if name not in ("python", "system")}
    missing = [n for n, version in found.items() if version == "not installed" and n != "dpi-city"]
    said = ", ".join(f"{name} {version}" for name, version in found.items())
    return not missing, said if not missing else f"{said}; install the missing ones with `pip install .`"


def processors() -> tuple[bool, str]:
    """How many runs can go at once."""
    return True, str(os.cpu_count() or 1)


def cache() -> tuple[bool, str]:
    """Whether compiled rules can be kept, so that the second start is quick."""
    from sim.source import compiled_folder

    folder = compiled_folder()
    if os.access(next(place for place in (folder, *folder.parents) if place.exists()), os.W_OK):
        return True, f"compiled rules are kept in {folder.parent}"
    return (
        False,
        f"{folder.parent} cannot be written, so every start compiles anew; set NUMBA_CACHE_DIR to a folder of yours",
    )


def disk() -> tuple[bool, str]:
    """Free space where results go."""
    free = shutil.disk_usage(Path.cwd()).free
    return free >= ENOUGH_DISK, f"{free / 1024**3:.1f} GB free in {Path.cwd()}"


def results() -> tuple[bool, str]:
    """Whether results can be written here."""
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".dpi-city-"):
        return True, f"can be written in {Path.cwd()}"


def smoke() -> tuple[bool, str]:
    """Two months of the baseline with 1,000 residents."""
    from experiments.running.inputs import plan_of
    from experiments.running.runner import Cities, run_plan

    began = time.perf_counter()
    run = run_plan(plan_of("baseline", residents=1000, months=2), 1, Cities())
    return run.ok, run.error or f"two months in {time.perf_counter() - began:.1f} s, compilation included"


LOOKS: dict[str, Callable[[], tuple[bool, str]]] = {
    "Python": python, "libraries": libraries, "processors": processors, "cache": cache, "disk": disk,
    "results folder": results, "a short run": smoke,
}  # fmt: skip
