"""`dpi-city verify`: whether the numbers of an experiment come out again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.commands._options import Json, say
from experiments.exits import DONE, SOME_FAILED, tell
from sim.errors import DPICityError

PANEL = "Run experiments"


def verify(
    folder: Annotated[Path, typer.Argument(help="The folder of an experiment, or its package.")],
    sample: Annotated[int, typer.Option(help="How many runs to compute again.")] = 5,
    seed: Annotated[int, typer.Option(help="Another seed draws another sample.")] = 1,
    as_json: Json = False,
) -> None:
    """Compute a sample of runs again and say whether the bytes agree (exit code 3 if not)."""
    from experiments.packaging.verify import sentences
    from experiments.packaging.verify import verify as check
    from experiments.running.inputs import seed_of

    if sample < 1:
        raise DPICityError(f"--sample {sample}: give a number from 1 on.")
    verdict = check(folder, sample, seed_of(seed))
    for line in sentences(folder, verdict):
        tell(line)
    if as_json:
        say({"agrees": verdict.agrees, "runs": verdict.runs, "notes": list(verdict.notes),
             "checked": {found.run: found.difference for found in verdict.checks}})  # fmt: skip
    raise typer.Exit(DONE if verdict.agrees else SOME_FAILED)
