"""Answers trials in this process or in several, and remembers every answer.

With a ledger the answers are written down one by one, so that a killed analysis goes on where it was.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from experiments.running.atomic import spoken
from experiments.running.interrupts import patient
from experiments.running.pool import TICK
from experiments.running.runner import Cities
from experiments.running.trials import Answer, Cancelled, Tell, Trial, answer, no_news, wanted

BUNDLE = 8  # trials handed to a process at a time
DIED = "the process that ran it died, perhaps for lack of memory; try fewer residents"
_HERE: dict[str, Any] = {}


class Ledger:
    """Answers on disk, one JSON line each; a line cut short by a kill is ignored."""

    def __init__(self, path: Path, mark: str) -> None:
        self.path, self.mark = path, mark
        self.known: dict[str, Answer] = {}
        self._read()

    def _read(self) -> None:
        text = self.path.read_text(encoding="utf-8") if self.path.exists() else ""
        lines = text.splitlines(keepends=True)
        if not lines or lines[0] != self._first():
            with spoken(self.path):
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self.path.write_text(self._first(), encoding="utf-8")
            return
        whole = [line for line in lines[1:] if line.endswith("}\n")]
        for line in whole:
            found = json.loads(line)
            values = {k: float("nan") if v is None else v for k, v in found["values"].items()}
            self.known[found["key"]] = Answer(values)
        if len(whole) < len(lines) - 1:
            self.path.write_text("".join([lines[0], *whole]), encoding="utf-8")

    def _first(self) -> str:
        """The first line; answers under another one belong to another version and are dropped."""
        return json.dumps({"made_by": "dpi-city", "mark": self.mark}) + "\n"

    def add(self, answers: dict[str, Answer]) -> None:
        """Write down answers; failed runs are tried again next time."""
        lines = []
        for key, found in answers.items():
            self.known[key] = found
            if found.ok:
                values = {k: v if v == v else None for k, v in found.values.items()}
                lines.append(json.dumps({"key": key, "values": values}) + "\n")
        with spoken(self.path), self.path.open("a", encoding="utf-8") as file:
            file.write("".join(lines))


class Bench:
    """Where trials are answered; keeps its processes between two calls of `ask`.

    `workers` is the number of processes, 1 for this one alone, None for one per processor.
    `cancelled` is asked between runs; when it says yes, `Cancelled` is raised and the answers so far
    are kept. Ctrl-C does the same with `KeyboardInterrupt`.
    """

    def __init__(
        self, *, workers: int | None = None, ledger: Ledger | None = None, tell: Tell = no_news,
        cancelled: Any = wanted, total: int = 0,
    ) -> None:  # fmt: skip
        self.workers = workers or os.cpu_count() or 1
        self.tell, self.cancelled, self.total, self.done = tell, cancelled, total, 0
        self._ledger = ledger
        self._known: dict[str, Answer] = ledger.known if ledger else {}
        self._counted: set[str] = set()  # asked here before: another question for them is no further run
        self._cities = Cities()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def ask(self, trials: Sequence[Trial], step: str = "") -> list[Answer]:
        """Answer trials, in their order; what was asked before is answered from memory."""
        keys = [trial.key for trial in trials]
        todo = {k: t for k, t in zip(keys, trials, strict=True) if k not in self._known}
        self.done += len({key for key in keys if key not in todo and key not in self._counted})
        self._counted.update(keys)
        self.total = max(self.total, self.done + len(todo))
        self.tell(self.done, self.total, step)
        for found in self._answers(todo):
            if self._ledger:
                self._ledger.add(found)
            self._known.update(found)
            self.done += len(found)
            self.tell(self.done, self.total, step)
        return [self._known[key] for key in keys]

    def _answers(self, todo: dict[str, Trial]) -> Iterator[dict[str, Answer]]:
        if self.workers > 1 and len(todo) > 1:
            yield from self._in_processes(todo)
            return
        for key, trial in sorted(todo.items(), key=lambda item: item[1].seed):
            if self.cancelled():
                raise Cancelled
            yield {key: answer(trial, self._cities)}

    def _in_processes(self, todo: dict[str, Trial]) -> Iterator[dict[str, Answer]]:
        waiting = iter(bundled(todo, self.workers))
        running: dict[Future[list[Answer]], list[str]] = {}
        broken: list[str] = []
        with patient() as asked:
            while True:
                stop = bool(asked) or self.cancelled()
                for bundle in () if stop else waiting:
                    running[self._submit([todo[key] for key in bundle])] = bundle
                    if len(running) > self.workers:
                        break
                if not running:
                    break
                done, _ = wait(running, timeout=TICK, return_when=FIRST_COMPLETED)
                for future in done:
                    keys = running.pop(future)
                    try:
                        yield dict(zip(keys, future.result(), strict=True))
                    except BrokenProcessPool:
                        broken += keys
                        self._close()
        if asked:
            raise KeyboardInterrupt
        if stop:
            raise Cancelled
        for key in broken:  # one at a time, so that only the culprit fails
            yield {key: self._again(todo[key])}

    def _again(self, trial: Trial) -> Answer:
        try:
            return self._submit([trial]).result()[0]
        except BrokenProcessPool:
            self._close()
            return Answer({}, DIED)

    def _submit(self, trials: list[Trial]) -> Future[list[Answer]]:
        try:
            return self._processes().submit(answer_all, trials)
        except BrokenProcessPool:  # a process died since the last look
            self._close()
            return self._processes().submit(answer_all, trials)

    def _processes(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.workers, context, _prepare)
        return self._pool

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def bundled(todo: dict[str, Trial], workers: int) -> list[list[str]]:
    """Keys in bundles of one seed, so that the trials of a bundle share one synthesised city."""
    size = max(1, min(BUNDLE, len(todo) // (2 * workers)))
    by_seed: dict[int, list[str]] = {}
    for key, trial in todo.items():
        by_seed.setdefault(trial.seed, []).append(key)
    return [keys[i : i + size] for keys in by_seed.values() for i in range(0, len(keys), size)]


def _prepare() -> None:
    """Set up a process: Ctrl-C is the parent's business, cities are kept between bundles."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _HERE["cities"] = Cities()


def answer_all(trials: list[Trial]) -> list[Answer]:
    """In a process: answer a bundle."""
    return [answer(trial, _HERE["cities"]) for trial in trials]
