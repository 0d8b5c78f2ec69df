"""Options that several commands share, and how a command speaks to programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.errors import DPICityError, nearest

Scenarios = Annotated[list[str], typer.Argument(help="Names or paths of scenarios.")]
Json = Annotated[bool, typer.Option("--json", help="Write the result as JSON to stdout.")]
Seeds = Annotated[int, typer.Option(help="In how many simulated cities; more give narrower ranges.")]
First = Annotated[int, typer.Option(help="The first seed; the others follow.")]
Residents = Annotated[int | None, typer.Option(help="How many residents to simulate in each city.")]
Months = Annotated[int | None, typer.Option(help="How many months, instead of what the file says.")]
Given = Annotated[
    list[str] | None, typer.Option("--set", help="A parameter, such as payments.fee=0; repeatable.")
]
Workers = Annotated[int | None, typer.Option(help="Processes; as many as pay off, if not given.")]
Outcome = Annotated[str, typer.Option(help="The indicator that the sentences are about.")]
Out = Annotated[Path | None, typer.Option(help="The results folder.")]


Language = Annotated[str, typer.Option(help="The language of what people read: en, ar, es, fr or pt.")]


def say(data: Any, indent: int | None = None) -> None:
    """Data for programs, as JSON on stdout."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=indent) + "\n")
    sys.stdout.flush()


def given_if(wanted: bool, value: Any) -> Any:
    """The value of an option that differs from its default, else None."""
    return value if wanted else None


def check_outcome(name: str) -> None:
    """Refuse an outcome that is not a share of adults."""
    from sim.registry import registry

    usable = [n for n, known in registry().indicators.items() if known.unit == "share of adults"]
    if name not in usable:
        raise DPICityError(
            f"--outcome {name}: this takes an indicator that counts adults; {nearest(name, usable)}"
        )
