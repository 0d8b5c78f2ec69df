"""`dpi-city calibrate`: every set of parameters that the measurements of some cases allow."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.commands._options import Json, Workers, given_if, say
from experiments.exits import DONE, SOME_FAILED, STOPPED
from experiments.telling.console import console

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from experiments.calibrating.study import Study
    from experiments.calibrating.waves import Outcome

PANEL = "Check against reality"
RESIDENTS, DRAWS, WAVES, CUTOFF, KEEP = 5000, 200, 4, 3.0, 100


def calibrate(
    cases: Annotated[list[str], typer.Argument(help="One case or more: scenarios with observed points.")],
    draws: Annotated[int, typer.Option(help="Draws in each wave; each is run in every case.")] = DRAWS,
    waves: Annotated[int, typer.Option(help="How often to look closer at what is left.")] = WAVES,
    residents: Annotated[int, typer.Option(help="How many residents to simulate in each run.")] = RESIDENTS,
    seed: Annotated[int, typer.Option(help="The simulated city of every run, and the luck of the search.")] = 1,
    only: Annotated[list[str] | None, typer.Option(help="Fit this parameter and no other; repeatable.")] = None,
    also: Annotated[list[str] | None, typer.Option(help="Fit this parameter as well; repeatable.")] = None,
    within: Annotated[
        list[str] | None, typer.Option("--range", help="A range, such as payments.base=-1,1; repeatable.")
    ] = None,
    observed: Annotated[Path | None, typer.Option(help="A CSV of measured points, instead of the case's own.")] = None,
    observation: Annotated[float, typer.Option(help="Standard error of a measured share.")] = 0.02,
    discrepancy: Annotated[
        list[str] | None, typer.Option(help="Standard error of the model: 0.05, or payments=0.05 for one series.")
    ] = None,
    cutoff: Annotated[float, typer.Option(help="Implausibility above which a draw is ruled out.")] = CUTOFF,
    keep: Annotated[int, typer.Option(help="The most members of the set.")] = KEEP,
    shared: Annotated[
        bool, typer.Option("--shared-only", help="Leave out the parameters that cases have for themselves.")
    ] = False,
    apart: Annotated[bool, typer.Option("--apart", help="Also fit each case alone, to see what sharing loses.")] = False,
    name: Annotated[str | None, typer.Option(help="The name of the set; the cases' names if not given.")] = None,
    out: Annotated[Path | None, typer.Option(help="The results folder; runs in it are never made again.")] = None,
    workers: Workers = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Find every set of parameters that the measurements of some cases allow."""
    from experiments.calibrating.inputs import Search, checked
    from experiments.running.inputs import command_line

    command = command_line(
        "calibrate", cases, draws=given_if(draws != DRAWS, draws), waves=given_if(waves != WAVES, waves),
        residents=given_if(residents != RESIDENTS, residents), seed=given_if(seed != 1, seed), only=only, also=also,
        range=within, observed=observed, observation=given_if(observation != 0.02, observation),
        discrepancy=discrepancy, cutoff=given_if(cutoff != CUTOFF, cutoff), keep=given_if(keep != KEEP, keep),
        shared_only=shared, apart=apart,
    )  # fmt: skip
    search = Search(
        cases, draws, waves, residents, seed, only or (), also or (), within or (), observed, observation,
        discrepancy or (), cutoff, keep, shared,
    )  # fmt: skip
    study, title = checked(search, out, name, workers, command)
    raise typer.Exit(act(study, search, title, command, apart=apart, as_json=as_json))


def act(study: Study, search: Any, title: str, command: str, *, apart: bool, as_json: bool) -> int:
    """Search, write the set, and say what came of it."""
    from experiments.calibrating.study import Interrupted
    from experiments.calibrating.telling import loss, nearest_miss

    screen = console()
    try:
        outcome, alone = _searched(screen, study, search, apart)
    except Interrupted:
        screen.print(
            f"Stopped. The finished runs are in {study.folder}; the same command goes on from there."
        )
        return STOPPED
    if not outcome.kept.size:
        for line in [*nearest_miss(outcome), *loss(outcome, alone)]:
            screen.print(line, markup=False)
        if as_json:
            say({"command": command, "members": 0, "nearest_miss": float(outcome.worst.min())})
        return SOME_FAILED
    _close(screen, outcome, alone, title, command, as_json)
    return DONE


def _searched(
    screen: Console, study: Study, search: Any, apart: bool
) -> tuple[Outcome, dict[str, Outcome]]:  # fmt: skip
    """The outcome of the shared search, and of each case alone where that is asked for."""
    from experiments.calibrating.study import LUCK
    from experiments.calibrating.telling import Progress, wave_line
    from experiments.calibrating.waves import search as look

    rounds = 2 if apart and len(study.cases) > 1 else 1
    runs = len(study.cases) * (LUCK + rounds * search.draws * search.waves)
    screen.print(
        f"{len(study.sides)} parameters, {sum(case.points for case in study.cases)} measured points; "
        f"{runs:,} runs of {search.residents:,} residents in {study.folder}", markup=False,
    )  # fmt: skip
    study.told = Progress(screen, runs)
    size: Mapping[str, Any] = {
        "draws": search.draws, "waves": search.waves, "cutoff": search.cutoff, "keep": search.keep,
    }  # fmt: skip
    told = lambda wave, found: screen.print(wave_line(wave, search.waves, found), markup=False)  # noqa: E731
    outcome = look(study, told=told, **size)
    alone: dict[str, Outcome] = {}
    for case in study.cases if rounds == 2 else ():
        screen.print(f"{case.name} alone:", markup=False)
        alone[case.name] = look(replace(study, cases=(case,)), stage=f"{case.name}-", told=told, **size)
    return outcome, alone


def _close(
    screen: Console, outcome: Outcome, alone: Mapping[str, Outcome], title: str, command: str, as_json: bool
) -> None:  # fmt: skip
    """Write the set and tell how well it fits, and how to use it."""
    from experiments.calibrating.posterior import in_points, write
    from experiments.calibrating.telling import loss, summary

    study = outcome.study
    path = write(study.folder.with_name(f"{study.folder.name}.yaml"), outcome, title, command)
    for line in [*summary(outcome), *loss(outcome, alone)]:
        screen.print(line, markup=False)
    screen.print(
        f"{len(outcome.kept)} plausible sets of parameters are in {path}. A scenario file in the same folder uses "
        f"them with `parameters: {path.name}`.", markup=False,
    )  # fmt: skip
    if as_json:
        row = outcome.kept[[outcome.medoid]]
        say({
            "command": command, "file": str(path), "members": len(outcome.kept), "draws": len(outcome.draws),
            "implausibility": float(outcome.worst[row][0]),
            "error_in_points": {name: float(error[0]) for name, error in in_points(outcome, row).items()},
            "medoid": study.values(outcome.draws[row], "")[0],
        })  # fmt: skip
