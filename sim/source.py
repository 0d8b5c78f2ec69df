"""The model's own source, to the letter: its fingerprint, and where what is compiled from it is kept."""

from __future__ import annotations

import hashlib
import os
import shutil
from functools import lru_cache
from pathlib import Path

import numba

ROOT = Path(__file__).parent
OWN = ROOT / "__pycache__"
KEPT = 5  # folders of compiled code, the present one among them


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """The first 16 hexadecimal digits of SHA-256 over the source of `sim/`.

    Two computers with one fingerprint give the same bytes for the same scenario and seed; the version
    number alone does not say that, because it does not change with every edit.
    """
    found = hashlib.sha256()
    for path in sorted(ROOT.rglob("*.py"), key=lambda p: p.relative_to(ROOT).as_posix()):
        found.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        found.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return found.hexdigest()[:16]


def compiled_folder() -> Path:
    """Where compiled code is kept: by fingerprint, in the model's own folder or in NUMBA_CACHE_DIR.

    A compiled loop holds constants and equations of other files, and numba only looks whether the loop's own
    file is another: with the code of two versions in one folder, a run could mix them.
    """
    return Path(os.environ.get("NUMBA_CACHE_DIR") or OWN) / f"numba-{fingerprint()}"


@lru_cache(maxsize=1)
def keep_compiled() -> None:
    """Have numba keep what it compiles in that folder, and forget those of versions long gone.

    A folder that cannot be made is left to numba, which then looks for another or keeps nothing.
    """
    folder = compiled_folder()
    if not folder.is_dir():
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return
        others = (other for other in folder.parent.glob("numba-*") if other != folder)
        for old in sorted(others, key=_age)[KEPT - 1 :]:
            shutil.rmtree(old, ignore_errors=True)
    numba.config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]  # numba sets it from what it is told at its start


def _age(folder: Path) -> float:
    """The younger, the smaller; a folder that another process has just removed is the oldest."""
    try:
        return -folder.stat().st_mtime
    except FileNotFoundError:
        return 0.0
