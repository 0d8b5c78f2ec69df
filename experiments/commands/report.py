"""`dpi-city report`: a comparison to hand out, as one sheet of PDF or as one HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.commands._batch import exit_code
from experiments.commands._options import (
    First,
    Given,
    Language,
    Months,
    Outcome,
    Residents,
    Seeds,
    Workers,
    check_outcome,
    given_if,
)
from experiments.exits import tell

PANEL = "Try plans"


def report(
    scenarios: Annotated[list[str], typer.Argument(help="Two to four scenarios; names or paths.")],
    out: Annotated[Path, typer.Option(help="The file: .pdf for one sheet, .html for the whole page.")] = Path("brief.pdf"),
    language: Language = "en", seeds: Seeds = 10, first_seed: First = 1, outcome: Outcome = "payments",
    residents: Residents = None, months: Months = None, given: Given = None,
    budget: Annotated[float | None, typer.Option(min=1, help="US$ that a plan may cost on top of the first.")] = None,
    workers: Workers = None,
) -> None:  # fmt: skip
    """Write a comparison to hand out: one sheet of PDF, or one HTML file that opens anywhere."""
    from experiments.comparing.compare import compare
    from experiments.language import speaking
    from experiments.report import brief
    from experiments.running.inputs import command_line, plans_of, seeds_of
    from experiments.running.pool import run_all
    from experiments.telling.console import Display, console

    with speaking(language):
        chosen = seeds_of(seeds, first_seed)
        check_outcome(outcome)
        plans = plans_of(scenarios, residents=residents, months=months, given=given or ())
        brief.check(out, len(plans))
        command = command_line(
            "report", scenarios, out=out, language=given_if(language != "en", language), seeds=seeds,
            first_seed=given_if(first_seed != 1, first_seed), outcome=given_if(outcome != "payments", outcome),
            residents=residents, months=months, set=given, budget=budget,
        )  # fmt: skip
        with Display(console(), len(plans) * seeds, max(plan.scenario.months for plan in plans)) as display:
            batch = run_all(plans, chosen, workers=workers, progress=display)
        for failed in batch.failed:
            tell(f"Failed: {failed.plan}, seed {failed.seed}: {failed.error}")
        brief.write(out, compare(plans, batch.runs, outcome=outcome), command=command, budget=budget)
        tell(f"The brief: {out}")
        raise typer.Exit(exit_code(batch))
