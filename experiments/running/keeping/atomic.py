"""Files and folders that are either complete or not there.

Everything is written under a temporary name, flushed to disk, and renamed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from experiments.exits import FULL
from sim.errors import ResultsError

MANIFEST = "manifest.json"
ANSWER = "answer.json"
"""What an analysis concludes from its runs."""
MAKER = "dpi-city"


@contextlib.contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Turn the operating system's refusals into one clear sentence about `path`."""
    try:
        yield
    except OSError as error:
        raise ResultsError(reason(path, error)) from error


def reason(path: Path, error: OSError) -> str:
    """What went wrong, and what to do about it."""
    if error.errno in FULL:
        return f"{path}: the disk is full. Free some space, or give another folder with --out."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{path}: you may not write here. Give another folder with --out."
    if error.errno in (errno.ENOTDIR, errno.EEXIST, errno.EISDIR):
        return f"{path}: a file is in the way. Give another name with --out."
    return f"{path}: it cannot be written ({error.strerror or error}). Give another folder with --out."


def copy_folder(folder: Path, copy: Path, told: Path, left_out: Sequence[str]) -> None:
    """Copy a folder but for the names in `left_out`; the first refusal is told of `told`.

    `copytree` by itself would go on, and gather a refusal for every file.
    """

    def copied(source: str, target: str) -> None:
        with spoken(told):
            shutil.copy2(source, target)

    with spoken(told):
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(*left_out), copy_function=copied)


def sync(path: Path) -> None:
    """Make sure that a file or a folder's list of names is on the disk, not only in memory."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:  # some network disks cannot flush a folder; the rename is still atomic
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def write_text(path: Path, text: str) -> None:
    """Write a text file in one go: readers see the old content or the new, never a half."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file in one go: readers see the old content or the new, never a half."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with spoken(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(content)
            sync(temporary)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


def ours(folder: Path) -> bool:
    """Whether a folder holds runs as earlier versions kept them."""
    import json

    try:
        made = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(made, dict) and made.get("made_by") == MAKER and "kind" not in made and "runs" in made
