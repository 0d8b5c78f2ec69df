"""`dpi-city package`: an experiment as an RO-Crate, to publish with a paper."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from experiments.commands._options import Json, Out, say
from experiments.exits import tell

PANEL = "Run experiments"


def package(
    folder: Annotated[Path, typer.Argument(help="The folder of a finished experiment.")],
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Pack an experiment for a paper: results, scenarios, versions, the model in words, figures."""
    from experiments.packaging.crate import package as pack

    target = pack(folder, out or folder.with_name(f"{folder.resolve().name}-package"))
    files = sorted(str(path.relative_to(target)) for path in target.rglob("*") if path.is_file())
    tell(
        f"{target} is written: {len(files)} files. Whoever has it can type: dpi-city verify {quote(str(target))}"
    )
    if as_json:
        say({"package": str(target), "files": files})
