"""`dpi-city compare`: several plans for the same people with the same luck."""

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
    Outcome,
    Residents,
    Seeds,
    Workers,
    check_outcome,
    given_if,
    say,
)  # fmt: skip
from experiments.exits import DONE
from experiments.telling.console import console
from sim.errors import DPICityError, nearest

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.comparing.compare import Comparison
    from experiments.running.runner import Plan


PANEL = "Try plans"


def compare(
    scenarios: Annotated[list[str], typer.Argument(help="Two scenarios or more; names or paths.")],
    seeds: Seeds = 10, first_seed: First = 1,
    against: Annotated[str | None, typer.Option(help="The plan to measure from; the first if not given.")] = None,
    outcome: Outcome = "payments",
    html: Annotated[Path | None, typer.Option(help="The page to write; in the results folder if not given.")] = None,
    out: Out = None, residents: Residents = None, months: Months = None, given: Given = None,
    workers: Workers = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Compare plans in the same simulated cities: who gains, who is left out, what it costs."""
    from experiments.running.inputs import command_line, plans_of, seeds_of

    if len(scenarios) < 2:
        raise DPICityError(
            "compare needs two scenarios or more, such as: dpi-city compare baseline my_plan.yaml"
        )
    chosen = seeds_of(seeds, first_seed)
    check_outcome(outcome)
    plans = plans_of(scenarios, residents=residents, months=months, given=given or ())
    reference = reference_of(against, [plan.name for plan in plans])
    folder = out or Path("results") / "-vs-".join(Path(plan.name).stem for plan in plans)
    page = html or folder.with_name(f"{folder.name}.html")
    command = command_line(
        "compare", scenarios, seeds=seeds, first_seed=given_if(first_seed != 1, first_seed), against=against,
        outcome=given_if(outcome != "payments", outcome), residents=residents, months=months, set=given,
    )  # fmt: skip
    code = act(plans, chosen, folder, page, command, against=reference, outcome=outcome,
                            workers=workers, as_json=as_json)  # fmt: skip
    raise typer.Exit(code)


def reference_of(against: str | None, names: list[str]) -> str | None:
    """The plan that --against means: a name, or the path of a file."""
    if against is None or against in names:
        return against
    stem = Path(against).stem
    if stem not in names:
        raise DPICityError(f"--against {against}: this is not one of the plans; {nearest(against, names)}")
    return stem


def act(
    plans: Sequence[Plan], seeds: Sequence[int], out: Path, page: Path, command: str, *, against: str | None,
    outcome: str, workers: int | None, as_json: bool,
) -> int:  # fmt: skip
    """Run plans in the same simulated cities, save the folder and the page, and say what differs."""
    screen = console()
    from experiments.comparing.compare import cautions
    from experiments.comparing.compare import compare as compare_plans

    for warning in cautions(plans):
        screen.print(f"Warning: {warning}", markup=False, style="bold")
    batch = simulate(screen, plans, seeds, out, workers, command)
    code = exit_code(batch)
    tell_failures(screen, batch)
    if not batch.good:
        if as_json:
            say({"command": command, **batch_data(batch)})
        return code
    try:
        comparison = compare_plans(plans, batch.runs, against=against, outcome=outcome)
    except DPICityError as error:
        if code == DONE:
            raise
        screen.print(f"{error} Results: {out}", markup=False)
        return code
    from experiments.report.page import write_report

    write_report(page, comparison, command=command)
    discuss(screen, comparison)
    screen.print(f"\nThe page: {page}", markup=False)
    closing(screen, comparison, batch, out)
    if as_json:
        say({"command": command, "folder": str(out), "page": str(page), **batch_data(batch),
              "seeds": list(comparison.seeds), "against": comparison.reference, "outcome": outcome,
              "warnings": list(comparison.warnings),
              "scenarios": [side_data(comparison, side) for side in comparison.sides]})  # fmt: skip
    return code


def discuss(screen: Console, comparison: Comparison) -> None:
    """The question, the table of plans, and a few sentences for each."""
    from experiments.telling.tables import plans
    from experiments.telling.words import certainty, paragraph, question

    screen.print(f"\n{question(comparison)}", markup=False, style="bold")
    screen.print(plans(comparison))
    for side in comparison.sides:
        said = f"{paragraph(comparison, side)} {certainty(comparison, side)}".rstrip()
        screen.print(f"\n{said}", markup=False)
        against_measurements(screen, side)
