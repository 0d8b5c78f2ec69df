"""`dpi-city sensitivity`: which assumptions the answer hangs on, and when a plan fails."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.commands._asking import Errand, bare, carry_out, exit_code, going_on, names, write_answer
from experiments.commands._options import (
    First,
    Given,
    Json,
    Language,
    Months,
    Out,
    Residents,
    Workers,
    given_if,
    say,
)
from sim.errors import DPICityError

if TYPE_CHECKING:
    from experiments.running.runner import Plan
    from experiments.sensitivity.study import Study

PANEL = "Check against reality"
OUTCOMES = ("payments", "worst_gap")
RESIDENTS = 5_000

Outcomes = Annotated[
    list[str] | None, typer.Option("--outcome", help="An indicator, or cost; repeatable, the main one first.")
]
Against = Annotated[
    str | None, typer.Option(help="Another plan: then the difference between the two is examined.")
]
Targets = Annotated[
    list[str] | None, typer.Option("--target", help="What the plan must reach, such as 'payments>=0.6'.")
]
Over = Annotated[
    list[str] | None, typer.Option(help="Only these uncertain numbers, such as 'trust.*'; repeatable.")
]


def sensitivity(
    scenario: Annotated[str, typer.Argument(help="The name or path of a scenario.")],
    against: Against = None, outcome: Outcomes = None, target: Targets = None, over: Over = None,
    spread: Annotated[float, typer.Option(help="By which part of its value a number is moved either way.")] = 0.5,
    whole_range: Annotated[bool, typer.Option("--whole-range", help="Move parameters over their declared bounds.")] = False,
    seeds: Annotated[int, typer.Option(help="How many simulated cities.")] = 8,
    first_seed: First = 1,
    trajectories: Annotated[int, typer.Option(help="Trajectories of the Morris screening.")] = 6,
    samples: Annotated[int, typer.Option(help="Samples for Sobol indices, a power of two; 0 for none.")] = 64,
    draws: Annotated[int, typer.Option(help="Draws of all assumptions together.")] = 240,
    precision: Annotated[float, typer.Option(help="How well the mean should be known, in the outcome's unit.")] = 0.01,
    residents: Residents = RESIDENTS, months: Months = None, given: Given = None, language: Language = "en",
    out: Out = None, workers: Workers = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Find out which assumptions an answer hangs on, whether they could turn it, and when a plan fails."""
    from experiments.comparing.targets import check_indicator, target_of
    from experiments.language import speaking
    from experiments.running.inputs import command_line, plans_of, seeds_of
    from experiments.sensitivity.inputs import inputs_of
    from experiments.sensitivity.question import Question
    from experiments.sensitivity.study import Sizes, study

    with speaking(language):
        chosen = names(outcome, OUTCOMES)
        for name in chosen:
            check_indicator(name, f"--outcome {name}")
        targets = [target_of(text) for text in target or ()]
        cities = seeds_of(seeds, first_seed)
        sizes = Sizes(seeds, trajectories, samples=samples, draws=draws)
        check_sizes(sizes, precision)
        asked = [scenario] if against is None else [against, scenario]
        plans = plans_of(asked, residents=residents, months=months, given=given or ())
        if against and plans[0].scenario.hash == plans[1].scenario.hash:
            raise DPICityError(
                f"--against {against}: this plan does the same as {scenario}, so no answer can differ."
            )
        question = Question(plans[-1], tuple(chosen), plans[0] if against else None)
        inputs = inputs_of(
            [p.scenario for p in plans], spread=spread, whole_range=whole_range, over=over or ()
        )
        command = command_line(
            "sensitivity", [scenario], against=against, outcome=outcome, target=target, over=over,
            spread=given_if(spread != 0.5, spread), whole_range=whole_range, seeds=given_if(seeds != 8, seeds),
            first_seed=given_if(first_seed != 1, first_seed), trajectories=given_if(trajectories != 6, trajectories),
            samples=given_if(samples != 64, samples), draws=given_if(draws != 240, draws),
            precision=given_if(precision != 0.01, precision),
            residents=given_if(residents != RESIDENTS, residents), months=months, set=given,
            language=given_if(language != "en", language),
        )  # fmt: skip
        folder = (
            out or Path("results") / f"sensitivity-{'-vs-'.join(Path(p.name).stem for p in reversed(plans))}"
        )
        errand = Errand(command, folder, tuple(plans), question.runs(sizes.points(len(inputs))), workers)
        with going_on(errand):
            found = carry_out(
                errand,
                lambda bench: study(
                    bench, question, inputs, cities, sizes=sizes, targets=targets, precision=precision
                ),
            )
            tell_study(errand, found)
        if as_json:
            say({"command": command, "folder": str(folder), **study_data(found)})
        raise typer.Exit(exit_code(found.failed))


def check_sizes(sizes: Any, precision: float) -> None:
    """Refuse designs in which nothing can be learned."""
    from experiments.sensitivity.study import LEAST_DRAWS

    wrong = {
        "--seeds": (sizes.cities, 2, "two cities or more, since one shows no luck"),
        "--trajectories": (sizes.trajectories, 2, "two trajectories or more"),
        "--draws": (sizes.draws, LEAST_DRAWS, "thirty draws or more, to find where a plan fails"),
    }
    for option, (value, least, words) in wrong.items():
        if value < least:
            raise DPICityError(f"{option} {value}: a design needs {words}.")
    if sizes.samples and (sizes.samples < 4 or sizes.samples & (sizes.samples - 1)):
        near = 2 ** max(2, round(math.log2(max(sizes.samples, 1))))
        raise DPICityError(f"--samples {sizes.samples}: give a power of two, such as {near}, or 0 for none.")
    if not 0 < precision < math.inf:
        raise DPICityError(f"--precision {precision:g}: give a number above 0, such as 0.01.")


def tell_study(errand: Errand, found: Study) -> None:
    """The sentences, the table of assumptions, and the page."""
    from experiments.report.sheet import Sheet
    from experiments.sensitivity import telling
    from experiments.sensitivity.charts import charts
    from experiments.sensitivity.tables import screening
    from experiments.telling.console import console

    screen = console()
    said = telling.findings(found)
    screen.print(f"\n{telling.title(found)}", markup=False, style="bold")
    for sentence in said:
        screen.print(sentence, markup=False)
    screen.print(screening(found))
    sheet = Sheet(telling.title(found), tuple(said), tuple(charts(found)), telling.notes(found))
    write_answer(errand, study_data(found), sheet)


def study_data(found: Study) -> dict[str, Any]:
    """The study as JSON can hold it, without the draws themselves."""
    from experiments.sensitivity.telling import findings

    kept = ("inputs", "sizes", "enough", "screenings", "tornado", "indices", "box", "targets", "failed")
    data = {name: bare(getattr(found, name)) for name in kept}
    draws = found.draws
    return {
        "plans": [_plan(plan) for plan in found.question.plans],
        "outcomes": list(found.question.outcomes),
        "sentences": findings(found),
        **data,
        "draws": {"count": draws.count, "failing": int(draws.fails.sum()), "meaning": draws.meaning,
                  "ahead": draws.ahead},
    }  # fmt: skip


def _plan(plan: Plan) -> dict[str, str]:
    return {"name": plan.name, "title": plan.title, "hash": plan.scenario.hash}
