"""`dpi-city validate`: whether the model shows what was seen in reality."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.commands._options import First, Json, Workers, given_if, say
from experiments.exits import DONE, SOME_FAILED, STOPPED
from experiments.telling.console import Display, console
from sim.errors import DPICityError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from experiments.running.pool import Batch
    from experiments.running.runner import Plan
    from experiments.validating.equilibria import Ends
    from experiments.validating.findex import Gap
    from experiments.validating.report import Validation
    from experiments.validating.scoring import Scored
    from sim.scenario.calibrated import CalibratedSet

PANEL = "Check against reality"
SEEDS, RESIDENTS, MEMBERS = 5, 20_000, 20
PAGE = Path("results") / "validation.html"


def validate(
    cases: Annotated[
        list[str] | None, typer.Argument(help="Cases to score; all that come with the program if none is named.")
    ] = None,
    seeds: Annotated[int, typer.Option(help="In how many simulated cities.")] = SEEDS, first_seed: First = 1,
    residents: Annotated[int, typer.Option(help="How many residents to simulate in each case.")] = RESIDENTS,
    patterns: Annotated[
        bool | None, typer.Option(help="Look at the thirteen patterns; the default if no case is named.")
    ] = None,
    use: Annotated[str | None, typer.Option(help="A calibrated set, such as calibrated/pix; its medoid is used.")] = None,
    equilibria: Annotated[
        bool, typer.Option("--equilibria", help="Look for two lasting states, under every member of the set.")
    ] = False,
    observed: Annotated[Path | None, typer.Option(help="A CSV of measured points, instead of the case's own.")] = None,
    html: Annotated[Path, typer.Option(help="The page to write.")] = PAGE,
    markdown: Annotated[Path | None, typer.Option(help="A Markdown file to write; beside the page if not given.")] = None,
    workers: Workers = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Compare the model with patterns and measurements from reality, and with models that know less."""
    from experiments.report.sheet import write_sheet
    from experiments.running.inputs import command_line, seeds_of
    from experiments.running.keeping.atomic import write_text
    from experiments.validating.inputs import set_of
    from experiments.validating.report import as_data, sheet
    from experiments.validating.report import markdown as written

    chosen, numbers = set_of(use), seeds_of(seeds, first_seed)
    plans = plans_of_cases(cases or [], observed, residents)
    command = command_line(
        "validate", cases or [], seeds=given_if(seeds != SEEDS, seeds), first_seed=given_if(first_seed != 1, first_seed),
        residents=given_if(residents != RESIDENTS, residents), patterns=patterns is True, no_patterns=patterns is False,
        use=use, equilibria=equilibria, observed=observed,
    )  # fmt: skip
    screen = console()
    wanted = patterns if patterns is not None else not cases
    try:
        validation = looked_at(screen, plans, numbers, chosen, use, wanted, equilibria, workers, residents)
    except KeyboardInterrupt:
        screen.print("Stopped before everything was looked at; nothing was written.")
        raise typer.Exit(STOPPED) from None
    write_sheet(html, sheet(validation), plans, command=command)
    table = markdown or html.with_suffix(".md")
    write_text(table, written(validation, command))
    for line in validation.findings():
        screen.print(line, markup=False, style="bold red" if "MISSED" in line else None)
    screen.print(f"The page: {html}. The tables: {table}", markup=False)
    if as_json:
        say({"command": command, "page": str(html), "tables": str(table), **as_data(validation)})
    raise typer.Exit(SOME_FAILED if validation.missed else DONE)


def plans_of_cases(names: Sequence[str], observed: Path | None, residents: int) -> list[Plan]:
    """The cases as plans; `DPICityError` when one has no measured points."""
    from experiments.calibrating.inputs import observed_plans
    from experiments.validating.inputs import checked_cases

    plans = observed_plans(checked_cases(names, observed), observed, residents)
    for plan in plans:
        if not plan.scenario.observed:
            raise DPICityError(
                f"{plan.name}: nothing was measured in it. Give it `observed` points, or a CSV with --observed."
            )
    return plans


def looked_at(
    screen: Console, plans: Sequence[Plan], seeds: Sequence[int], chosen: CalibratedSet | None, use: str | None,
    wanted: bool, equilibria: bool, workers: int | None, residents: int,
) -> Validation:  # fmt: skip
    """Patterns, cases and states, as far as they are asked for."""
    from experiments.validating.checking import check
    from experiments.validating.inputs import member_of
    from experiments.validating.patterns import patterns
    from experiments.validating.report import Validation

    told = lambda text: screen.print(text, markup=False)  # noqa: E731
    shown = check(patterns(), seeds, member_of(chosen), told) if wanted else []
    scored, gaps = scores(screen, plans, seeds, chosen, workers)
    if wanted:
        gaps += archetype_gaps(screen, seeds, chosen, workers, residents)
    return Validation(
        shown, scored, {plan.name: plan.scenario.start for plan in plans},
        states(screen, plans, seeds[0], chosen) if equilibria else {},
        f"the medoid of {use}" if use else "the declared parameters", gaps,
    )  # fmt: skip


def scores(
    screen: Console, plans: Sequence[Plan], seeds: Sequence[int], chosen: CalibratedSet | None, workers: int | None
) -> tuple[list[Scored], list[Gap]]:  # fmt: skip
    """Every series of every case, with and without the network; and the gaps of those about payments."""
    from experiments.running.runner import Plan
    from experiments.validating.findex import gaps
    from experiments.validating.inputs import with_set
    from experiments.validating.patterns.p03_complementarity import without_network
    from experiments.validating.scoring import score

    found: list[Scored] = []
    beside: list[Gap] = []
    for plan in with_set(plans, chosen):
        alone = Plan(f"{plan.name}, no network", without_network(plan.scenario))
        batch = all_run(screen, [plan, alone], seeds, workers)
        mine = [run for run in batch.good if run.plan == plan.name]
        found += score(plan.name, plan.scenario, mine, [run for run in batch.good if run.plan == alone.name])
        if about_payments(plan):
            beside += gaps(plan.name, plan.scenario, mine)
    return found, beside


def archetype_gaps(
    screen: Console, seeds: Sequence[int], chosen: CalibratedSet | None, workers: int | None, residents: int
) -> list[Gap]:
    """The gaps of a city of each archetype, under policies aimed at nobody in particular."""
    from experiments.running.runner import Plan
    from experiments.validating.findex import archetypes, gaps
    from experiments.validating.inputs import with_set

    plans = with_set([Plan(*named) for named in archetypes(residents).items()], chosen)
    good = all_run(screen, plans, seeds, workers).good
    return [
        gap
        for plan in plans
        for gap in gaps(plan.name, plan.scenario, [r for r in good if r.plan == plan.name])
    ]


def all_run(screen: Console, plans: Sequence[Plan], seeds: Sequence[int], workers: int | None) -> Batch:
    """The plans in every city; `KeyboardInterrupt` when stopped, `DPICityError` when a run failed."""
    from experiments.running.pool import run_all

    with Display(screen, len(plans) * len(seeds), max(plan.scenario.months for plan in plans)) as display:
        batch = run_all(plans, seeds, workers=workers, progress=display)
    if batch.stopped:
        raise KeyboardInterrupt
    if batch.failed:
        raise DPICityError(f"{batch.failed[0].plan}, seed {batch.failed[0].seed}: {batch.failed[0].error}")
    return batch


def about_payments(plan: Plan) -> bool:
    """Whether anything about payments was measured in a case."""
    return any(point.series.startswith("payment") for point in plan.scenario.observed)


def states(
    screen: Console, plans: Sequence[Plan], seed: int, chosen: CalibratedSet | None
) -> dict[str, Sequence[Ends]]:  # fmt: skip
    """Both starts of every case about payments, under up to twenty members of the set."""
    from dataclasses import replace

    from experiments.validating.equilibria import share_with_two

    members = [dict(m.shared) for m in chosen.members[:MEMBERS]] if chosen else [{}]
    found: dict[str, Sequence[Ends]] = {}
    for plan in plans:
        if about_payments(plan):
            screen.print(
                f"{plan.name}: everybody or nobody at the start, under {len(members)} of the sets",
                markup=False,
            )
            small = replace(plan.scenario, residents=min(plan.scenario.residents, 5000))
            found[plan.name] = share_with_two(small, seed, members)[1]
    return found
