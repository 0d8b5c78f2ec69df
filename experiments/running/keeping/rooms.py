"""Makes room for runs in a folder: what cannot be gone on from is moved aside, and never lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from experiments.running.jobs import FORMAT
from experiments.running.keeping.atomic import MAKER, spoken
from experiments.running.keeping.ledger import ALIKE, KIND, empty, manifest_in, owner, refusal
from sim.errors import ResultsError
from sim.source import fingerprint

DIGITS = 8  # of the hash of the other model, in the new name


def make_room(folder: Path, by: str) -> str:
    """Let the command `by` write into `folder`; a sentence when something was moved for it.

    Runs of the same model stay, and count. Runs of another model, or in the way in which earlier versions kept
    them, are moved beside. Raises `ResultsError` when the folder holds anything else.
    """
    if empty(folder):
        return ""
    found = manifest_in(folder)
    if found.get("made_by") != MAKER:
        raise ResultsError(
            f"{folder}: this folder holds files that dpi-city did not write. Give a new one with --out."
        )
    before = owner(found) or "sweep" if found.get("kind") == KIND else _earlier(found)
    if before not in (ALIKE if by in ALIKE else (by,)):
        raise ResultsError(refusal(folder, before or "another command", by))
    if (found.get("kind"), found.get("format"), found.get("model")) == (KIND, FORMAT, fingerprint()):
        return ""
    aside = _aside(folder, str(found.get("model", "earlier"))[:DIGITS])
    with spoken(folder):
        folder.rename(aside)
    return f"{folder} held runs of another version of the model, or of the program. They are now in {aside}."


def _earlier(manifest: dict[str, Any]) -> str:
    """Which command wrote a folder without a kind: earlier versions listed the runs in the manifest."""
    return (
        ALIKE[0]
        if "runs" in manifest
        else str(manifest.get("command", "")).partition(" ")[2].partition(" ")[0]
    )


def _aside(folder: Path, word: str) -> Path:
    """A name beside the folder that nothing has."""
    names = (f"{folder.name}-{word}{'' if k == 1 else f'-{k}'}" for k in range(1, 10_000))
    return next(path for name in names if not (path := folder.with_name(name)).exists())
