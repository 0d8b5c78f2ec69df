"""`dpi-city explain`: one life under each plan, who gains by a plan, or what each intervention brings."""

from __future__ import annotations

from typing import Annotated

import typer

from experiments.commands._options import (
    First,
    Given,
    Json,
    Months,
    Outcome,
    Residents,
    Seeds,
    Workers,
    check_outcome,
)
from sim.errors import DPICityError

PANEL = "Ask why"


def explain(
    scenarios: Annotated[list[str], typer.Argument(help="One plan or more; with --apart or --who, the base and the plan.")],
    resident: Annotated[int | None, typer.Option(help="Follow this resident (a number from 0).")] = None,
    business: Annotated[int | None, typer.Option(help="Follow this business (a number from 0).")] = None,
    agency: Annotated[int | None, typer.Option(help="Follow this agency (a number from 0).")] = None,
    apart: Annotated[bool, typer.Option("--apart", help="Take the plan's effect apart by intervention.")] = False,
    who: Annotated[bool, typer.Option("--who", help="Who gains, who loses, and what holds the rest.")] = False,
    seeds: Seeds = 4, first_seed: First = 1, outcome: Outcome = "payments", residents: Residents = None,
    months: Months = None, given: Given = None, workers: Workers = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Say why: one life under each plan, who gains by it, or what each of its interventions brings."""
    from experiments.explaining import explain as telling
    from experiments.running.inputs import plans_of, seeds_of

    plans = plans_of(scenarios, residents=residents, months=months, given=given or ())
    if not (apart or who):
        code = telling.tell_lives(
            plans, first_seed, resident=resident, business=business, agency=agency, as_json=as_json
        )
        raise typer.Exit(code)
    if len(plans) != 2:
        way = "--who" if who else "--apart"
        raise DPICityError(f"explain {way} needs a base and a plan, such as: "
                           f"dpi-city explain {way} baseline connect-first")  # fmt: skip
    base, plan = plans
    if who:
        raise typer.Exit(
            telling.tell_gains(base, plan, seeds_of(seeds, first_seed), outcome, as_json=as_json)
        )
    check_outcome(outcome)
    code = telling.tell_parts(
        base, plan, seeds_of(seeds, first_seed), outcome, workers=workers, as_json=as_json
    )
    raise typer.Exit(code)
