"""A design on its way through an engine: into a folder (`Course`) or into memory (`Tray`)."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from experiments.running.engines.flow import flow
from experiments.running.engines.guard import check_guard
from experiments.running.engines.local import Engine, Here, Processes
from experiments.running.jobs import Job, Packer, Result, Task, compute, task_of
from experiments.running.keeping.ledger import Ledger
from experiments.running.keeping.shelf import Shelf
from experiments.running.recording.recorded import Recorded
from experiments.running.runner import Event
from experiments.running.tally import PILOTS, Tally, Told, silent

CHUNK = 250  # runs of a design that are planned together and end up in one part
WORTH_IT = 20.0  # seconds of work left for which starting more processes pays


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
