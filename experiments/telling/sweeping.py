"""What is said before, while and after an experiment runs; all of it goes to stderr."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from shlex import quote
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from experiments.telling.amounts import disk, duration
from experiments.telling.console import PLAIN_EVERY
from experiments.telling.names import begun
from experiments.telling.pace import Pace
from sim.errors import ResultsError

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.designing.experiment import Experiment
    from experiments.running.tally import Tally

MOST_FAILURES = 10  # failed runs told one by one


class SweepDisplay:
    """Told by `run_design` how far it is: first the plan, then a bar (or a line now and then)."""

    def __init__(self, out: Console, folder: Path) -> None:
        self.out, self.folder = out, folder
        self.pace, self.said = Pace(), 0.0
        self.bar: Any = None
        self.task: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.stop()

    def __call__(self, what: str, tally: Tally) -> None:
        """Take note of how it stands, and say so."""
        if what == "start":
            self._start(tally)
        elif what == "run":
            self._go_on(tally, time.monotonic())

    def _go_on(self, tally: Tally, now: float) -> None:
        made = tally.done + len(tally.failed)
        self.pace.note(now, made, tally.workers)
        if self.bar is not None:
            words = f"{tally.ended:,} of {tally.total:,} runs" + (
                f", {len(tally.failed):,} failed" if tally.failed else ""
            )
            self.bar.update(self.task, completed=tally.ended, description=words)
        elif now - self.said > PLAIN_EVERY:
            self.said = now
            left = self.pace.left(now, made, tally.left)
            self.out.print(f"{tally.ended:,} of {tally.total:,} runs done{left}", markup=False)

    def _start(self, tally: Tally) -> None:
        self.pace, self.said = Pace(tally.done + len(tally.failed)), time.monotonic()
        needed, free = tally.left * tally.size, shutil.disk_usage(self.folder).free
        if needed > free:
            raise ResultsError(
                f"{self.folder}: this needs about {disk(needed)}, and the disk has {disk(free)} left. Record less "
                "(`record:` in the file), or give a folder on another disk with --out."
            )
        if tally.left:
            self.out.print(expectation(tally, free), markup=False)
        if self.out.is_terminal:
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            self.bar = Progress(
                TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"),
                TimeRemainingColumn(), console=self.out, transient=True,
            )  # fmt: skip
            self.task = self.bar.add_task("", total=tally.total or None)
            self.bar.start()


def beginning(experiment: Experiment, out: Path, found: int) -> str:
    """What is going to be done, before the first run."""
    plans = [plan.scenario for plan in experiment.plans]
    sizes = sorted({plan.residents for plan in plans})
    lengths = sorted({plan.months for plan in plans})
    text = (f"{experiment.title or experiment.name}: {_runs(len(experiment))} ({experiment.shape()}), each of "
            f"{_span(sizes)} residents and {_span(lengths)} months.")  # fmt: skip
    if found:
        text += f" {out} already holds {_runs(found)}; those of this experiment are not run again."
    return text


def _runs(number: int) -> str:
    return f"{number:,} run{'' if number == 1 else 's'}"


def _span(values: list[int]) -> str:
    return f"{values[0]:,}" if len(values) == 1 else f"{values[0]:,} to {values[-1]:,}"


def expectation(tally: Tally, free: int) -> str:
    """How long it will take and how much disk it needs, judged by the first runs."""
    workers = "1 process" if tally.workers == 1 else f"{tally.workers} workers"
    seconds = tally.each * tally.left / tally.workers
    return (f"{f'About {duration(seconds)}' if seconds >= 1 else begun(duration(seconds))} on {workers}, and at most "
            f"{disk(tally.size * tally.left)} of disk ({disk(free)} are free). Ctrl-C stops and keeps what is "
            "finished; the same command goes on.")  # fmt: skip


def ending(tally: Tally, out: Path, failures: Mapping[str, str]) -> list[str]:
    """What became of it, line by line. `failures` are errors by a description of their run."""
    lines = [f"Damaged, set aside and computed again where needed: {path}" for path in tally.set_aside]
    lines += [f"Failed: {run}: {error}" for run, error in list(failures.items())[:MOST_FAILURES]]
    if len(failures) > MOST_FAILURES:
        lines.append(
            f"… and {len(failures) - MOST_FAILURES:,} more: dpi-city query {quote(str(out))} "
            "\"SELECT * FROM runs WHERE state = 'failed'\""
        )
    before = min(tally.kept, tally.found)  # the rest are equal to a run that has just been made
    counts = {
        "new": tally.done, "from before": before, "the same as others": tally.kept - before, "failed": len(tally.failed),
    }  # fmt: skip
    said = ", ".join(f"{number:,} {word}" for word, number in counts.items() if number) or "none"
    lines.append(f"{'Stopped. ' if tally.stopped else ''}Runs: {said}.")
    if tally.failed or tally.stopped:
        lines.append("The same command runs what is missing, and tries again what failed.")
    if tally.done > 1:
        workers = "1 process" if tally.workers == 1 else f"{tally.workers} workers"
        lines.append(
            f"{begun(duration(tally.elapsed))} on {workers}, {100 * tally.busy:.0f} % of that in the model "
            f"({100 * (1 - tally.busy):.0f} % for starting, checking and writing)."
        )
    lines.append(
        f'Results: {out}. Read them with `dpi-city query {quote(str(out))} "SELECT …"` or experiments.load("{out}").'
    )
    return lines
