"""A design on its way through an engine: into a folder (`Course`) or into memory (`Tray`)."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from experiments.running.engines import Engine, Here, Processes
from experiments.running.flow import flow
from experiments.running.guard import check_guard
from experiments.running.jobs import Job, Packer, Recorded, Result, Task, compute, task_of
from experiments.running.ledger import Ledger
from experiments.running.runner import Event
from experiments.running.shelf import Shelf

PILOTS = 2  # runs computed first, alone, to tell the time of the others
CHUNK = 250  # runs of a design that are planned together and end up in one part
WORTH_IT = 20.0  # seconds of work left for which starting more processes pays


@dataclass(slots=True)
class Tally:
    """How an experiment stands: runs by what became of them, and where the time went.

    Of `total` runs (0 while unknown) `kept` were in the folder before, `done` are new, `failed` holds
    errors by key; `found` is what the folder held at the start, of this design or not. `model` is
    seconds spent in the model, added up over all workers. `each` and `size` are the seconds and bytes
    of one of the first runs. `set_aside` are damaged files whose runs are computed again.
    """

    total: int = 0
    found: int = 0
    kept: int = 0
    done: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    workers: int = 1
    began: float = field(default_factory=time.perf_counter)
    model: float = 0.0
    each: float = 0.0
    size: int = 0
    stopped: bool = False
    set_aside: tuple[Path, ...] = ()

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self.began

    @property
    def ended(self) -> int:
        """Runs that need no more work."""
        return self.kept + self.done + len(self.failed)

    @property
    def left(self) -> int:
        """At most so many runs are still to do; 0 while the total is unknown."""
        return max(self.total - max(self.ended, self.found), 0)

    @property
    def busy(self) -> float:
        """The share of the workers' time that was spent in the model."""
        return self.model / (self.elapsed * self.workers)

    def note(self, result: Result) -> None:
        """Count a result."""
        if self.done < PILOTS:  # the first run also loads the rules, so the quicker one counts
            self.each = min(self.each or result.seconds, result.seconds)
            self.size = len(result.tables)
        self.model += result.seconds
        if result.error:
            self.failed[result.key] = result.error
        else:
            self.done += 1


type Told = Callable[[str, Tally], None]
"""Told "pilot" after each of the first runs, "start" before the others, "run" after each of them, "end" at the end."""


def silent(what: str, tally: Tally) -> None:
    """Says nothing."""


class Course:
    """A design on its way through: read in chunks, its missing runs handed out, whole chunks packed."""

    def __init__(
        self, design: Iterable[Job], shelf: Shelf, recorded: Recorded, ledger: Ledger, tally: Tally, stage: str
    ) -> None:  # fmt: skip
        self.shelf, self.recorded, self.tally, self._stage = shelf, recorded, tally, stage
        self._design, self._ledger = iter(design), ledger
        self._chunks: dict[str, Chunk] = {}  # by the key of every run that is not packed yet

    def missing(self) -> Iterator[Task]:
        """The jobs that have to be computed, in order."""
        first = 0
        while jobs := list(itertools.islice(self._design, CHUNK)):
            for plan in {id(job.plan): job.plan for job in jobs}.values():
                self._ledger.keep(plan)
            tasks = [task_of(job, self.recorded) for job in jobs]
            self.shelf.write_design(self._stage, first, tasks)
            yield from self._open(tasks)
            first += len(jobs)
        self.shelf.trim_design(self._stage, first)
        self.tally.total = first

    def _open(self, tasks: list[Task]) -> Iterator[Task]:
        """The tasks of a new chunk that nobody has computed and no earlier chunk will."""
        own = {t.key: t for t in tasks if t.key not in self.shelf.packed and t.key not in self._chunks}
        waiting = [task for key, task in own.items() if key not in self.shelf.loose]
        chunk = Chunk(list(own), {task.key for task in waiting})
        self._chunks.update(dict.fromkeys(own, chunk))
        self.tally.kept += len(tasks) - len(waiting)
        self._close(chunk)
        for task in waiting:
            if task.error:
                self.take(Result(task.key, error=task.error))
            else:
                yield task

    def take(self, result: Result) -> None:
        """Keep a result, and pack its chunk when that was the last one."""
        self.shelf.put(result)
        self.tally.note(result)
        chunk = self._chunks[result.key]
        chunk.waiting.discard(result.key)
        self._close(chunk)

    def _close(self, chunk: Chunk) -> None:
        if not chunk.waiting:
            self.shelf.pack(chunk.keys)
            for key in chunk.keys:
                del self._chunks[key]


@dataclass(slots=True)
class Chunk:
    """Runs that end up in one part: all of them in order, and those still waited for."""

    keys: list[str]
    waiting: set[str]


class Tray:
    """Jobs whose results stay in memory, by key; each that differs from all others is computed once."""

    def __init__(self, jobs: Iterable[Job], recorded: Recorded, tally: Tally) -> None:
        self.recorded, self.tally = recorded, tally
        self.tasks = [task_of(job, recorded) for job in jobs]
        self.results: dict[str, Result] = {}

    def missing(self) -> Iterator[Task]:
        """The jobs that have to be computed, in order."""
        for task in {task.key: task for task in self.tasks}.values():
            if task.error:
                self.take(Result(task.key, error=task.error))
            else:
                yield task

    def take(self, result: Result) -> None:
        """Keep a result."""
        self.results[result.key] = result
        self.tally.note(result)


def work(
    course: Course | Tray, engine: Engine | None, workers: int | None, *, fail_fast: bool = False,
    told: Told = silent, watch: Callable[[Event], None] | None = None,
) -> None:  # fmt: skip
    """Compute what is missing: the first runs here, to know how long one takes; the rest on the engine."""
    if engine is None and workers is not None and workers > 1:
        check_guard()
    tally, packer, tasks = course.tally, Packer(course.recorded), course.missing()
    with ExitStack() as stack:
        if engine is not None:
            stack.enter_context(engine)
        for task in itertools.islice(tasks, PILOTS):
            course.take(compute(packer.order(task), watch))
            told("pilot", tally)
            if tally.failed and fail_fast:
                return
        if not tally.each:  # nothing was missing
            return
        ready = engine or stack.enter_context(engine_for(tally, workers, watch))
        tally.workers = ready.size
        told("start", tally)
        for result in flow(ready, map(packer.order, tasks)):
            course.take(result)
            tally.workers = max(tally.workers, ready.size)
            told("run", tally)
            if result.error and fail_fast:
                ready.stop()
                return


def engine_for(tally: Tally, workers: int | None, watch: Callable[[Event], None] | None) -> Engine:
    """As many processes as asked for, or as pay off after the first run has told how long one takes."""
    if workers is None:
        worth = not tally.total or tally.each * tally.left > WORTH_IT
        workers = (os.cpu_count() or 1) if worth else 1
    return Here(watch) if workers <= 1 else Processes(workers)
