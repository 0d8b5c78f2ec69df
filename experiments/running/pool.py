"""Many plans × many simulated cities, in parallel processes, kept in memory.

Results are the same bytes whatever the number of workers, because every run depends only on its
plan and its seed, and they are returned in the order plan by plan, seed by seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.running.course import Tray, work
from experiments.running.jobs import Job, Result
from experiments.running.recording.recorded import RECORD, Recorded
from experiments.running.recording.tables import unpacked
from experiments.running.runner import Event, Plan, Progress, Run, silent
from experiments.running.tally import Tally


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of plans × seeds: all runs in order, and whether the user stopped it."""

    runs: tuple[Run, ...]
    stopped: bool = False

    @property
    def failed(self) -> tuple[Run, ...]:
        """The runs that ended with an error."""
        return tuple(run for run in self.runs if not run.ok)

    @property
    def good(self) -> tuple[Run, ...]:
        """The runs that reached their last month."""
        return tuple(run for run in self.runs if run.ok)


def run_all(
    plans: Sequence[Plan], seeds: Sequence[int], *, workers: int | None = None, progress: Progress = silent
) -> Batch:
    """Run every plan with every seed.

    `workers` is the number of processes; None means one per processor when enough work is left
    after the first runs, else none but this one. Ctrl-C keeps the finished runs and sets `stopped`.
    `progress` hears of the end of every run, and of the months of those that are made in this process.
    """
    jobs = [Job(plan, seed) for seed in seeds for plan in plans]  # plans of one seed share their people
    tray = _Told(jobs, progress)
    stopped = False
    try:
        work(tray, None, workers, watch=tray.watch)
    except KeyboardInterrupt:
        stopped = True
    found = {(job.plan.name, job.seed): task.key for job, task in zip(jobs, tray.tasks, strict=True)}
    order = [(plan.name, seed) for plan in plans for seed in seeds]
    return Batch(
        tuple(_run(tray.results[found[key]], *key) for key in order if found[key] in tray.results), stopped
    )


class _Told(Tray):
    """A tray that tells of the end of every run, whoever made it."""

    def __init__(self, jobs: Sequence[Job], progress: Progress) -> None:
        super().__init__(jobs, Recorded((RECORD,)), Tally(total=len(jobs)))
        self._jobs = {task.key: task.job for task in self.tasks}
        self._progress = progress

    def watch(self, event: Event) -> None:
        """Pass on months; ends are told by `take`."""
        if event.kind != "done":
            self._progress(event)

    def take(self, result: Result) -> None:
        """Keep a result, and say so."""
        super().take(result)
        job = self._jobs[result.key]
        months = job.plan.scenario.months
        self._progress(Event("done", job.plan.name, job.seed, months, months, result.error))


def _run(result: Result, plan: str, seed: int) -> Run:
    from experiments.running.recording.whole import run_of

    if result.error:
        return Run(plan, seed, error=result.error)
    return run_of(unpacked(result.tables)[RECORD], plan, seed)
