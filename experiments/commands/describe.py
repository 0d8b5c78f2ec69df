"""`dpi-city describe`: the model in words, from its own metadata."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from experiments.exits import tell

PANEL = "The model and this computer"


def describe(
    assumptions: Annotated[
        bool, typer.Option("--assumptions", help="Only the table of assumptions.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(help="Write ODD.md and ASSUMPTIONS.md into this folder.")
    ] = None,
) -> None:
    """Print the description of the model (ODD) or its assumptions, or write both to a folder."""
    from experiments.running.keeping.atomic import spoken
    from sim import describe as model

    if out is not None:
        with spoken(out):
            for path in model.write_docs(out):
                tell(f"{path} is written.")
        return
    sys.stdout.write((model.assumptions() if assumptions else model.odd()).rstrip() + "\n")
