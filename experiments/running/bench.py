"""Where analyses ask the model: trials are answered in this process or in several, and nothing is asked twice.

With a folder every run is kept as those of a sweep are (shelf.py): a killed analysis goes on where it was, and the
folder can be queried, packed and verified. Without one, answers are kept in memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from experiments.running.course import Course, Tray
from experiments.running.engines.flow import flow
from experiments.running.engines.local import Engine, Here, Processes
from experiments.running.jobs import Packer, Result
from experiments.running.keeping.keepsakes import file_name
from experiments.running.keeping.ledger import Ledger, open_ledger
from experiments.running.keeping.shelf import Shelf, locked
from experiments.running.recording.recorded import READINGS, Recorded
from experiments.running.recording.tables import unpacked
from experiments.running.tally import Tally
from experiments.running.trials import Answer, Tell, Trial, no_news


class Bench:
    """Answers trials; keeps its processes between two calls of `ask`.

    `workers` is the number of processes, 1 for this one alone, None for one per processor. `command` and `facts`
    are noted in the manifest of `folder`. Ctrl-C raises `KeyboardInterrupt`; the answers so far are kept. All trials
    of a bench with a folder have the same readings.
    """

    def __init__(
        self, folder: Path | None = None, *, workers: int | None = None, tell: Tell = no_news, total: int = 0,
        command: str = "", facts: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self.folder, self.command, self.facts = folder, command, facts or {}
        self.workers = workers or os.cpu_count() or 1
        self.tell, self.total, self.done = tell, total, 0
        self._known: dict[str, Answer] = {}
        self._counted: set[str] = set()  # asked here before: another question for them is no further run
        self._kept: tuple[Shelf, Ledger] | None = None
        self._engine: Engine | None = None
        self._stages = 0
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._stack:
            if self._kept:
                self._kept[1].close(self._tally(stopped=kind is not None))

    def ask(self, trials: Sequence[Trial], step: str = "") -> list[Answer]:
        """Answer trials, in their order; what was asked before is answered from memory."""
        if not trials:
            return []
        keys = [trial.key for trial in trials]
        course = self._course(trials, step)
        todo = {key for key in keys if key not in self._known}
        self.done += len({key for key in keys if key not in todo and key not in self._counted})
        self._counted.update(keys)
        self.total = max(self.total, self.done + len(todo))
        self.tell(self.done, self.total, step)
        for result in self._results(course, len(todo)):
            self._known[result.key] = answer_in(result)
            self.done += 1
            self.tell(self.done, self.total, step)
        for key, error in course.tally.failed.items():  # those that can never run are not given out
            self._known.setdefault(key, Answer({}, error))
        return [self._known[key] for key in keys]

    @property
    def set_aside(self) -> tuple[Path, ...]:
        """Damaged files of the folder, whose runs are computed again when they are asked for."""
        return tuple(self._kept[0].set_aside) if self._kept else ()

    def _results(self, course: Course | Tray, missing: int) -> Iterator[Result]:
        """Results of what is missing, each kept before it is given out."""
        packer = Packer(course.recorded)
        tasks = (task for task in course.missing() if task.key not in self._known)
        for result in flow(self._ready(missing), map(packer.order, tasks)):
            course.take(result)
            yield result

    def _course(self, trials: Sequence[Trial], step: str) -> Course | Tray:
        """The way of these trials: into the folder, or into memory."""
        recorded = trials[0].recorded
        if self.folder is None:
            return Tray(trials, recorded, Tally())
        shelf, ledger = self._kept = self._kept or self._opened(self.folder, recorded)
        self._stages += 1
        stage = f"{self._stages:02d}-{file_name(step).lower()}"
        return Course(trials, shelf, recorded, ledger, Tally(), stage)

    def _opened(self, folder: Path, recorded: Recorded) -> tuple[Shelf, Ledger]:
        from experiments.reading.runs import answers_of

        self._stack.enter_context(locked(folder))
        ledger = open_ledger(folder, recorded, self.command, self.facts)
        shelf = Shelf(folder, recorded.tables)
        shelf.forget_design()
        self._known |= {key: Answer(values) for key, values in answers_of(folder).items()}
        return shelf, ledger

    def _ready(self, missing: int) -> Engine:
        """This process for a single run, else all workers; they start when they are first needed."""
        if self.workers == 1 or missing < 2:
            return Here()
        self._engine = self._engine or self._stack.enter_context(Processes(self.workers))
        return self._engine

    def _tally(self, *, stopped: bool) -> Tally:
        """How the whole stands, for the manifest."""
        known = {key: self._known[key] for key in self._counted if key in self._known}
        failed = {key: found.error for key, found in known.items() if not found.ok}
        return Tally(len(self._counted), done=len(known) - len(failed), failed=failed, stopped=stopped)


def answer_in(result: Result) -> Answer:
    """The answer that a result holds."""
    if result.error:
        return Answer({}, result.error)
    table = unpacked(result.tables)[READINGS]
    return Answer(dict(zip(table["reading"].to_pylist(), table["value"].to_pylist(), strict=True)))
