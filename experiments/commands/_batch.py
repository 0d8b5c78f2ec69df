"""What the commands that run plans have in common: runs with progress, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.exits import DONE, SOME_FAILED, STOPPED
from experiments.telling.console import KeptDisplay

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.comparing.compare import Comparison, Side
    from experiments.comparing.stats import Estimate
    from experiments.running.pool import Batch
    from experiments.running.recording.recorded import Recorded
    from experiments.running.runner import Plan


def simulate(
    screen: Console, plans: Sequence[Plan], seeds: Sequence[int], out: Path, workers: int | None, command: str
) -> Batch:  # fmt: skip
    """All runs of the plans, kept in the folder `out`; those that it holds already are not made again."""
    from experiments.designing.experiment import Experiment
    from experiments.designing.facts import facts_of
    from experiments.reading.runs import runs_of
    from experiments.running.jobs import Job
    from experiments.running.keeping.rooms import make_room
    from experiments.running.pool import Batch
    from experiments.running.sweep import run_design

    by = command.split()[1]
    if moved := make_room(out, by):
        screen.print(moved, markup=False)
    title = " against ".join(plan.title for plan in plans)
    experiment = Experiment(tuple(plans), tuple(seeds), recorded=everything(), name=out.name, title=title)
    with KeptDisplay(screen, len(experiment), max(plan.scenario.months for plan in plans)) as display:
        tally = run_design(
            experiment.jobs(), out, recorded=experiment.recorded, workers=workers, total=len(experiment),
            command=command, told=display.told, watch=display, extra=facts_of(experiment, by),
        )  # fmt: skip
    for path in tally.set_aside:
        screen.print(f"Damaged, set aside and computed again where needed: {path}", markup=False)
    jobs = [Job(plan, seed) for plan in plans for seed in seeds]
    return Batch(tuple(runs_of(out, jobs, experiment.recorded)), tally.stopped)


def everything() -> Recorded:
    """What is kept of a run that people look at: every table, every month, and the whole record."""
    from experiments.running.recording.frames import TABLES
    from experiments.running.recording.recorded import RECORD, Recorded

    return Recorded((*TABLES, RECORD), every=1)


def exit_code(batch: Batch) -> int:
    """The exit code that fits what became of the runs."""
    if batch.stopped:
        return STOPPED
    return SOME_FAILED if batch.failed else DONE


def tell_failures(screen: Console, batch: Batch) -> None:
    """A line for every run that failed."""
    if batch.stopped and not batch.good:
        screen.print("Stopped before any run was finished.")
    for failed in batch.failed:
        screen.print(f"Failed: {failed.plan}, seed {failed.seed}: {failed.error}", markup=False)


def closing(screen: Console, comparison: Comparison, batch: Batch, out: Path) -> None:
    """What the ranges mean, and where the results are."""
    n = len(comparison.seeds)
    if n == 1:
        screen.print("One simulated city only, so no ranges are given; --seeds 10 gives them.")
    else:
        screen.print(
            f"Ranges: 95 % of the mean of {n} simulated cities; luck only, not doubts about assumptions."
        )
    if batch.stopped:
        screen.print(
            "Stopped; the runs that were finished are kept, and the same command goes on from there."
        )
    screen.print(f"A thinking tool, not a forecast. Results: {out}", markup=False)


def against_measurements(screen: Console, side: Side) -> None:
    """How far a plan is from what was measured, if anything was."""
    from experiments.comparing.observed import observed_points, scores, sentence

    for score in scores(observed_points(side.plan, side.runs)):
        screen.print(f"Against measurements: {sentence(score)}", markup=False)


def batch_data(batch: Batch) -> dict[str, Any]:
    """Whether the runs were stopped, and which failed, as JSON can hold it."""
    failed = [{"scenario": run.plan, "seed": run.seed, "error": run.error} for run in batch.failed]
    return {"stopped": batch.stopped, "failed": failed}


def side_data(comparison: Comparison, side: Side) -> dict[str, Any]:
    """One plan of a comparison as JSON can hold it."""
    from experiments.telling.words import paragraph
    from sim.registry import registry

    known = registry().indicators
    price = side.price.each
    worst = side.worst
    return {
        "name": side.name, "title": side.plan.title, "hash": side.plan.scenario.hash,
        "months": side.plan.scenario.months, "residents": side.plan.scenario.residents,
        "sentence": paragraph(comparison, side),
        "indicators": {
            name: {**estimate_data(level), "unit": known[name].unit if name in known else "",
                   "difference": estimate_data(side.effects[name].difference) if name in side.effects else None}
            for name, level in side.levels.items()
        },
        "constraints": {name: estimate_data(share) for name, share in side.constraints.items()},
        "worst_group": None if worst is None else {"label": worst.label, **estimate_data(worst.share)},
        "cost_usd": estimate_data(side.cost),
        "cost_per_added_person_usd": {"reason": side.price.reason} if price is None else estimate_data(price),
    }  # fmt: skip


def estimate_data(known: Estimate) -> dict[str, Any]:
    """NaN has no place in JSON: what is not known is null."""
    numbers = {"mean": known.mean, "low": known.low, "high": known.high}
    return {
        name: value if value == value and abs(value) != float("inf") else None
        for name, value in numbers.items()
    }
