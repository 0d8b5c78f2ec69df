"""Analyses (optimise, sensitivity, necessity) computed again: some of their answers, and what follows from all.

A folder of an analysis holds the answer to every question that it asked the model (`runs.jsonl`). To verify it,
a copy forgets a sample of them and the command is run again on the copy: it computes what is missing, from the
same questions, and comes to its conclusions anew.
"""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from experiments.running.atomic import ANSWER, ANSWERS, MANIFEST
from experiments.running.ledger import SCENARIOS
from experiments.running.versions import fingerprint
from sim.errors import ResultsError

NOT_COMPARED = ("command", "folder", "files")  # they name folders


def is_analysis(folder: Path) -> bool:
    """Whether a folder holds an analysis that came to its end."""
    return (folder / ANSWERS).is_file() and (folder / ANSWER).is_file()


def check_again(place: Path, sample: int, seed: int) -> tuple[dict[str, str], int]:
    """By answer, where it differs when computed again (empty when it agrees); and how many there are in all.

    The conclusions are compared as well. Raises `ResultsError` when the analysis is another model's, or its
    command does not come to an end.
    """
    manifest = json.loads((place / MANIFEST).read_text("utf-8"))
    if manifest["model"] != fingerprint():
        raise ResultsError(
            f"{place}: this analysis comes from another version of the model ({manifest['model']}; this is "
            f"{fingerprint()}). Verify it with the version that made it, dpi-city {manifest['versions']['dpi-city']}."
        )
    first, *lines = (place / ANSWERS).read_text("utf-8").splitlines(keepends=True)
    chosen = set(np.random.default_rng(seed).permutation(len(lines))[:sample].tolist())
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made) / place.resolve().name
        shutil.copytree(place, copy)
        kept = [line for k, line in enumerate(lines) if k not in chosen]
        (copy / ANSWERS).write_text("".join([first, *kept]), "utf-8")
        (copy / ANSWER).unlink()
        _run(manifest["command"], place, copy)
        found = _by_key((copy / ANSWERS).read_text("utf-8").splitlines()[1:])
        again, before = (_conclusions(folder) for folder in (copy, place))
    asked = _by_key(lines[k] for k in sorted(chosen))
    checks = {f"answer {key}": _difference(values, found.get(key)) for key, values in asked.items()}
    checks["what follows from all answers"] = "" if again == before else "it is not the same"
    return checks, len(lines)


def _run(command: str, place: Path, out: Path) -> None:
    """Type the command again, for the folder `out`, with the plans as the folder keeps them."""
    words = [_kept(word, place) for word in shlex.split(command)[1:]]
    done = subprocess.run(
        [sys.executable, "-m", "experiments.cli", *words, "--out", str(out)], capture_output=True, text=True, check=False
    )  # fmt: skip
    if not (out / ANSWER).is_file():
        said = " ".join(done.stderr.split())
        raise ResultsError(f"{place}: its command does not come to an end ({command}): {said[-500:]}")


def _kept(word: str, place: Path) -> str:
    """The plan that the folder keeps under this name or path; the word itself when there is none."""
    path = place / SCENARIOS / f"{Path(word).stem}.yaml"
    return str(path.resolve()) if path.is_file() else word


def _by_key(lines: Any) -> dict[str, dict[str, Any]]:
    found = map(json.loads, lines)
    return {one["key"]: one["values"] for one in found}


def _conclusions(folder: Path) -> dict[str, Any]:
    content = json.loads((folder / ANSWER).read_text("utf-8"))
    return {name: value for name, value in content.items() if name not in NOT_COMPARED}


def _difference(old: dict[str, Any], new: dict[str, Any] | None) -> str:
    """The first number that differs."""
    if new is None:
        return "its question was not asked again"
    wrong: Sequence[str] = [name for name in old if old[name] != new.get(name)]
    return f"{wrong[0]} was {old[wrong[0]]!r} and is now {new.get(wrong[0])!r}" if wrong else ""
