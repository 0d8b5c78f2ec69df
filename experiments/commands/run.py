"""`dpi-city run`: one plan in several simulated cities."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.commands._batch import (
    against_measurements,
    batch_data,
    closing,
    exit_code,
    side_data,
    simulate,
    tell_failures,
)
from experiments.commands._options import (
    First,
    Given,
    Json,
    Months,
    Out,
    Residents,
    Seeds,
    Workers,
    given_if,
    say,
)
from experiments.telling.console import console

if TYPE_CHECKING:
    from experiments.running.runner import Plan


PANEL = "Try plans"


def run(
    scenario: Annotated[str, typer.Argument(help="The name of a scenario, or the path of its file.")],
    seeds: Seeds = 3, first_seed: First = 1, out: Out = None, residents: Residents = None,
    months: Months = None, given: Given = None, workers: Workers = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Run a scenario and save what came of it."""
    from experiments.running.inputs import command_line, plan_of, seeds_of

    chosen = seeds_of(seeds, first_seed)
    plan = plan_of(scenario, residents=residents, months=months, given=given or ())
    folder = out or Path("results") / plan.name
    command = command_line("run", [scenario], seeds=seeds, first_seed=given_if(first_seed != 1, first_seed),
                           residents=residents, months=months, set=given)  # fmt: skip
    raise typer.Exit(act(plan, chosen, folder, command, workers=workers, as_json=as_json))


def act(
    plan: Plan, seeds: Sequence[int], out: Path, command: str, *, workers: int | None, as_json: bool
) -> int:
    """Run one plan with several seeds, save the folder, and say what came of it."""
    from sim.scenario import waits

    screen = console()
    for sentence in waits(plan.scenario):
        screen.print(f"Warning: {sentence}", markup=False, style="bold")
    batch = simulate(screen, [plan], seeds, out, workers, command)
    code = exit_code(batch)
    tell_failures(screen, batch)
    if not batch.good:
        if as_json:
            say({"command": command, **batch_data(batch)})
        return code
    from experiments.comparing.compare import compare as compare_plans
    from experiments.comparing.observed import as_data, observed_points
    from experiments.running.keeping.ledger import note

    comparison = compare_plans([plan], batch.runs)
    points = observed_points(plan, batch.runs)
    note(out, observed=as_data(points))
    from experiments.telling.tables import results
    from experiments.telling.words import paragraph

    side = comparison.base
    screen.print(results(side.levels, plan.title))
    screen.print(f"\n{paragraph(comparison, side)}", markup=False)
    against_measurements(screen, side)
    closing(screen, comparison, batch, out)
    if as_json:
        say({"command": command, "folder": str(out), **batch_data(batch), "seeds": list(comparison.seeds),
              "scenario": side_data(comparison, side), "observed": as_data(points)})  # fmt: skip
    return code
