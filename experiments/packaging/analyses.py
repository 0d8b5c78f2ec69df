"""What an analysis (optimise, sensitivity, necessity) concludes from its runs, drawn from them once more."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from experiments.running.keeping.atomic import ANSWER, copy_folder
from experiments.running.keeping.ledger import SCENARIOS
from experiments.running.keeping.shelf import LOCK
from sim.errors import ResultsError

NOT_COMPARED = ("command", "folder", "files")  # they name folders


def is_analysis(folder: Path) -> bool:
    """Whether a folder holds an analysis that came to its end."""
    return (folder / ANSWER).is_file()


def conclusion(place: Path, command: str) -> str:
    """How the answer differs when `command` is typed again on a copy of the folder; empty when it agrees.

    The copy holds all runs, so none is made again. Raises `ResultsError` when the command does not come to an end.
    """
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made) / place.resolve().name
        copy_folder(place, copy, copy, (LOCK,))
        (copy / ANSWER).unlink()
        _run(command, place, copy)
        again, before = _content(copy), _content(place)
    wrong = [name for name in before if before[name] != again.get(name)]
    return f"'{wrong[0]}' is not the same" if wrong else ""


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


def _content(folder: Path) -> dict[str, Any]:
    content = json.loads((folder / ANSWER).read_text("utf-8"))
    return {name: value for name, value in content.items() if name not in NOT_COMPARED}
