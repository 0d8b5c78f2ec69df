"""`dpi-city sweep`: an experiment file, run into a folder that can be stopped and resumed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.commands._options import Json, Months, Out, Residents, Workers, say
from experiments.exits import DONE, SOME_FAILED, STOPPED
from sim.errors import DPICityError

if TYPE_CHECKING:
    from experiments.designing.experiment import Experiment
    from experiments.running.engines.local import Engine
    from experiments.running.tally import Tally

PANEL = "Run experiments"


def sweep(
    file: Annotated[str, typer.Argument(help="The path of an experiment file, or the name of one.")],
    out: Out = None,
    workers: Workers = None,
    scheduler: Annotated[
        str | None, typer.Option(help="A Dask scheduler to run on, such as tcp://10.0.0.5:8786.")
    ] = None,
    local_cluster: Annotated[
        int | None, typer.Option(help="Start a Dask cluster of so many workers on this computer.")
    ] = None,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first run that fails.")] = False,
    plan: Annotated[
        bool, typer.Option("--plan", help="Only say how many runs it takes, how long and how much disk.")
    ] = False,
    residents: Residents = None,
    months: Months = None,
    seeds: Annotated[int | None, typer.Option(help="In how many simulated cities.")] = None,
    as_json: Json = False,
) -> None:
    """Run an experiment: scenarios × parameters × simulated cities. Run it again to go on."""
    from experiments.designing.file import load_experiment
    from experiments.running.inputs import command_line

    experiment = load_experiment(file).resized(residents=residents, months=months, seeds=seeds)
    folder = out or Path("results") / experiment.name
    engine = engine_of(workers, scheduler, local_cluster)
    command = command_line("sweep", [file], out=out, residents=residents, months=months, seeds=seeds)
    raise typer.Exit(
        act(
            experiment,
            folder,
            command,
            workers=workers,
            engine=engine,
            fail_fast=fail_fast,
            plan=plan,
            as_json=as_json,
        )
    )


def engine_of(workers: int | None, scheduler: str | None, local_cluster: int | None) -> Engine | None:
    """Where to run; None for processes of this computer. Raises when more than one place is asked for."""
    from experiments.running.engines.cluster import Cluster, LocalCluster

    asked = {"--workers": workers, "--scheduler": scheduler, "--local-cluster": local_cluster}
    given = [name for name, value in asked.items() if value is not None]
    if len(given) > 1:
        raise DPICityError(f"{given[0]} and {given[1]} exclude each other. Give one of them.")
    for name, number in (("--workers", workers), ("--local-cluster", local_cluster)):
        if number is not None and number < 1:
            raise DPICityError(f"{name} {number}: give a number from 1 on.")
    if scheduler is not None:
        return Cluster(scheduler)
    return LocalCluster(local_cluster) if local_cluster is not None else None


def act(
    experiment: Experiment, out: Path, command: str, *, workers: int | None = None, engine: Engine | None = None,
    fail_fast: bool = False, plan: bool = False, as_json: bool = False,
) -> int:  # fmt: skip
    """Run what is missing of an experiment, and say how it went."""
    from itertools import islice

    from experiments.designing.facts import facts_of
    from experiments.designing.idle import idle
    from experiments.reading.parts import finished_runs
    from experiments.running.keeping.ledger import check_room
    from experiments.running.sweep import run_design
    from experiments.running.tally import PILOTS
    from experiments.telling.console import console
    from experiments.telling.sweeping import SweepDisplay, beginning, ending

    screen = console()
    check_room(out, facts_of(experiment))
    screen.print(beginning(experiment, out, finished_runs(out)), markup=False)
    if finished_runs(out) < len(experiment):
        for sentence in idle(experiment):
            screen.print(f"Warning: {sentence}", markup=False, style="bold")
    jobs = experiment.jobs()
    with SweepDisplay(screen, out) as display:
        tally = run_design(
            islice(jobs, PILOTS) if plan else jobs, out, recorded=experiment.recorded, workers=workers, engine=engine,
            total=len(experiment), fail_fast=fail_fast, command=command, told=display, extra=facts_of(experiment),
        )  # fmt: skip
    lost = described_failures(out) if tally.failed else {}
    for line in ending(tally, out, lost):
        screen.print(line, markup=False)
    if as_json:
        say(summary(tally, out, command, lost))
    return STOPPED if tally.stopped else SOME_FAILED if tally.failed else DONE


def described_failures(out: Path) -> dict[str, str]:
    """The error of every failed run of the design, by what the run is called."""
    from experiments.reading.frames import database

    with database(out) as base:
        found = base.execute("SELECT * FROM runs WHERE state = 'failed' ORDER BY number").df()
    facts = ("stage", "run", "adults", "state", "error", "scenario_hash", "number")
    names = [name for name in found.columns if name not in facts]
    return {
        f"run {row['number']} ({', '.join(f'{name} {row[name]}' for name in names)})": row["error"]
        for row in found.to_dict("records")
    }


def summary(tally: Tally, out: Path, command: str, failures: dict[str, str]) -> dict[str, Any]:
    """The end of an experiment as JSON can hold it."""
    return {
        "command": command, "folder": str(out), "runs": tally.total, "new": tally.done, "kept": tally.kept,
        "failed": failures, "stopped": tally.stopped, "seconds": round(tally.elapsed, 3),
        "in_model": round(tally.busy, 3), "workers": tally.workers,
    }  # fmt: skip
