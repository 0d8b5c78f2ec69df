"""`dpi-city optimise`: the best mixes of policies, and when to start them, under a budget and a floor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.commands._asking import Errand, bare, carry_out, exit_code, going_on, write_answer
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
from experiments.exits import SOME_FAILED, tell
from sim.errors import DPICityError

if TYPE_CHECKING:
    from experiments.optimising.advice import Checks, Optimum
    from experiments.optimising.search import Effort
    from experiments.optimising.space import Choices
    from experiments.running.bench import Bench
    from experiments.running.runner import Plan

PANEL = "Run experiments"
RESIDENTS = 5_000
ROUNDS, CITIES, DRAWS = 8, 2, 12


def optimise(
    scenario: Annotated[str, typer.Argument(help="The plan to add to: a name or a path.")],
    budget: Annotated[float, typer.Option(help="US$ that may be spent on top of the plan, over the whole run.")],
    floor: Annotated[float, typer.Option(help="Least share in the group served least, from 0 to 1.")] = 0.0,
    outcome: Annotated[str, typer.Option(help="What is to rise; an outcome told by group.")] = "payments",
    denied: Annotated[
        float | None, typer.Option(help="Most needs denied since the start, from 0 to 1; as many as without, if not given.")
    ] = None,
    policy: Annotated[list[str] | None, typer.Option("--policy", help="Only these policies; repeatable.")] = None,
    rounds: Annotated[int, typer.Option(help="Rounds of the search, of 24 mixes each.")] = ROUNDS,
    seeds: Annotated[int, typer.Option(help="Simulated cities in which a mix is tried.")] = CITIES,
    draws: Annotated[int, typer.Option(help="Draws of the assumptions under which the best are judged.")] = DRAWS,
    use: Annotated[
        list[str] | None,
        typer.Option(help="A calibrated set to draw assumptions from, by name or file; repeatable."),
    ] = None,
    first_seed: First = 1, residents: Residents = RESIDENTS, months: Months = None, given: Given = None,
    language: Language = "en", out: Out = None, workers: Workers = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Find mixes of policies that no other beats under a budget, and recommend three of them."""
    from experiments.language import speaking
    from experiments.optimising.advice import Checks
    from experiments.optimising.advice import optimise as best
    from experiments.optimising.scores import Goal, check_goal
    from experiments.optimising.search import Effort
    from experiments.optimising.space import choices
    from experiments.running.inputs import command_line, plan_of, seeds_of
    from experiments.sensitivity.draws import packaged_sets

    with speaking(language):
        goal = Goal(outcome, budget, floor, denied)
        check_goal(goal)
        for option, number in (("--rounds", rounds), ("--draws", draws)):
            if not 1 <= number <= 1000:
                raise DPICityError(f"{option} {number}: give a number from 1 to 1,000.")
        cities = seeds_of(seeds, first_seed)
        plan = plan_of(scenario, residents=residents, months=months, given=given or ())
        among = choices(plan.scenario, policy or ())
        effort, checks = Effort(rounds, cities=seeds), Checks(draws=draws, sets=tuple(use or packaged_sets()))
        command = command_line(
            "optimise", [scenario], budget=f"{budget:g}", floor=given_if(floor != 0, floor),
            outcome=given_if(outcome != "payments", outcome), denied=denied, policy=policy,
            rounds=given_if(rounds != ROUNDS, rounds), seeds=given_if(seeds != CITIES, seeds),
            draws=given_if(draws != DRAWS, draws), use=use, first_seed=given_if(first_seed != 1, first_seed),
            residents=given_if(residents != RESIDENTS, residents), months=months, set=given,
            language=given_if(language != "en", language),
        )  # fmt: skip
        folder = out or Path("results") / f"optimise-{Path(plan.name).stem}"
        errand = Errand(command, folder, (plan,), most_runs(among, effort, checks), workers)
        with going_on(errand):
            found = searched(
                errand,
                lambda bench: best(bench, plan.scenario, among, goal, cities, effort=effort, checks=checks),
            )
            files = write_plans(folder, plan, found, among)
            data = optimum_data(found, files)
            tell_optimum(errand, found, data)
        if as_json:
            say({"command": command, "folder": str(folder), **data})
        raise typer.Exit(exit_code(len(found.failed)))


def searched(errand: Errand, search: Callable[[Bench], Optimum]) -> Optimum:
    """What a search finds; leaves with exit code 3 when every run failed."""
    from experiments.optimising.judge import AllFailed

    try:
        return carry_out(errand, search)
    except AllFailed as error:
        tell(str(error))
        raise typer.Exit(SOME_FAILED) from None


def most_runs(among: Choices, effort: Effort, checks: Checks) -> int:
    """How many runs it takes when no mix is given up early."""
    from experiments.optimising.advice import FINALISTS

    judged = (FINALISTS + 1) * (checks.unseen + checks.draws)
    return effort.most_runs(len(among.uses)) + judged


def write_plans(folder: Path, plan: Plan, found: Optimum, among: Choices) -> list[str]:
    """A scenario file for each recommendation, with its city beside it; `compare` can run them."""
    from experiments.optimising.space import named, with_mix
    from experiments.running.keeping.keepsakes import keep_scenario
    from experiments.running.runner import Plan
    from sim.scenario import load_scenario

    base = load_scenario(plan.scenario.path) if plan.scenario.path else plan.scenario
    files = []
    for advice in found.advice:
        scenario = replace(
            with_mix(plan.scenario, advice.score.mix, among), residents=base.residents, title=advice.title,
            question="", description=f"{named(advice.score.mix)}.",
        )  # fmt: skip
        files.append(str(keep_scenario(folder, Plan(advice.title.lower().replace(" ", "-"), scenario))))
    return files


def tell_optimum(errand: Errand, found: Optimum, data: dict[str, Any]) -> None:
    """The recommendations, the page, and how to compare them."""
    from experiments.language import t
    from experiments.optimising.charts import front
    from experiments.report.sheet import Sheet
    from experiments.telling.console import console
    from experiments.telling.numbers import money
    from experiments.telling.outcomes import doing
    from experiments.telling.words import quoted

    screen = console()
    title = t("What does {budget} bring on top of {plan}?", budget=money(found.goal.budget),
              plan=quoted(errand.plans[0].title))  # fmt: skip
    screen.print(f"\n{title}", markup=False, style="bold")
    for sentence in data["sentences"]:
        screen.print(f"{sentence}\n", markup=False)
    sheet = Sheet(title, tuple(data["sentences"]), (front(found, doing(found.goal.outcome)),))
    write_answer(errand, data, sheet)
    base = errand.plans[0].scenario.path or errand.plans[0].name
    command = f"dpi-city compare {base} {' '.join(data['files'])}"
    screen.print(t("Compare them: {command}", command=command), markup=False)


def optimum_data(found: Optimum, files: list[str]) -> dict[str, Any]:
    """The answer as JSON can hold it."""
    from experiments.optimising.telling import findings
    from experiments.telling.outcomes import doing

    return {"sentences": findings(found, doing(found.goal.outcome)), "files": files, **bare(found)}
