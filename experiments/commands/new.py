"""`dpi-city new`: a scenario file to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.exits import tell
from sim.errors import ResultsError

PANEL = "Write scenarios"


def new(
    file: Annotated[Path, typer.Argument(help="The file to write, such as my_plan.yaml.")],
    base: Annotated[str, typer.Option("--from", help="The scenario to build on.")] = "baseline",
    policy: Annotated[list[str] | None, typer.Option(help="A policy to switch on; repeatable.")] = None,
) -> None:
    """Write a scenario file to start from, with everything that can be set in comments."""
    from experiments.running.keeping.atomic import write_text
    from sim.scenario import new_file

    target = file if file.suffix in (".yaml", ".yml") else file.with_name(f"{file.name}.yaml")
    if target.exists():
        raise ResultsError(f"{target}: this file is already there. Give another name, or delete it first.")
    write_text(target, new_file(target.name, base, policies=policy or ()))
    tell(f"{target} is written. Try: dpi-city compare {base} {target}")
