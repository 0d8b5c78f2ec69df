"""Worker processes: what several pages want at the same moment is done once, and each may leave it to the others.

A process that the system has ended, for lack of memory or for another reason, is replaced.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor, TimeoutError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any

from dashboards.engine import workers
from experiments.language import mark, t
from experiments.running.runner import Plan, Stopped
from sim.errors import DPICityError

SLOTS = 256  # runs that can be under way or waiting at once
TRIES = 3  # of work whose process has ended; somebody else's work may have ended it
ENDED = mark(
    "The process that computed this has ended {times} times, perhaps for lack of memory. Take fewer residents, or close "
    "other programs."
)

type Asked = tuple[Callable[..., Any], str, int]
"""What is done, under which scenario by its hash, and in which city."""


@dataclass(slots=True)
class Errand:
    """Work that is under way or waits for a process; `slot` is its place among the flags that end it."""

    future: Future[Any]
    slot: int
    wanted: int = 0  # by so many


class Processes:
    """Hands work to a number of processes; a piece of work takes a plan, a seed, and the slot of its flag."""

    def __init__(self, number: int) -> None:
        self._number, self._context = number, multiprocessing.get_context("spawn")
        self._flags = self._context.Array("b", SLOTS, lock=False)
        self._free = list(range(1, SLOTS))  # 0 tells the workers that the server ends
        self._errands: dict[Asked, Errand] = {}
        self._lock = threading.Lock()
        self.pool = self._started()
        self.closed = False

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._number, self._context, workers.prepare, (self._flags,))

    @property
    def busy(self) -> int:
        """Pieces of work under way or waiting."""
        return SLOTS - 1 - len(self._free)

    def result[Found](
        self, work: Callable[..., Found | None], plan: Plan | None, seed: int,
        unwanted: Callable[[], bool], look: Callable[[], float],
    ) -> Found:  # fmt: skip
        """What the work finds; `look` is the time between two looks whether it is still wanted.

        Raises `Stopped` when it is not, and `DPICityError` when the processes that do it end again and again.
        """
        asked = (work, plan.scenario.hash if plan else "", seed)
        for _ in range(TRIES):
            pool = self.pool
            try:
                found: Found = self._done(asked, plan, unwanted, look)
                return found
            except BrokenProcessPool:
                self._replace(pool)
        raise DPICityError(t(ENDED, times=TRIES))

    def _replace(self, pool: ProcessPoolExecutor) -> None:
        """Start new processes, unless somebody else has."""
        with self._lock:
            if self.pool is pool and not self.closed:
                self.pool = self._started()
                self._errands.clear()

    def _done(
        self, asked: Asked, plan: Plan | None, unwanted: Callable[[], bool], look: Callable[[], float]
    ) -> Any:
        errand = self._joined(asked, plan)
        try:
            found = self._waited(asked, errand, unwanted, look)
        except CancelledError:  # the server is closing
            raise Stopped from None
        finally:
            self._left(asked, errand)
        if found is None:
            raise Stopped
        return found

    def _joined(self, asked: Asked, plan: Plan | None) -> Errand:
        """The errand of others who want the same, or a new one."""
        with self._lock:
            errand = self._errands.get(asked)
            if errand is None:
                errand = self._errands[asked] = self._begun(asked, plan)
            errand.wanted += 1
            return errand

    def _begun(self, asked: Asked, plan: Plan | None) -> Errand:
        work, _, seed = asked
        if self.closed or not self._free:
            raise Stopped
        slot = self._free[-1]
        self._flags[slot] = 0
        try:
            errand = Errand(self.pool.submit(work, plan, seed, slot), slot)
        except BrokenProcessPool:
            raise
        except RuntimeError:  # Python itself is ending
            raise Stopped from None
        self._free.pop()
        return errand

    def _waited(
        self, asked: Asked, errand: Errand, unwanted: Callable[[], bool], look: Callable[[], float]
    ) -> Any:
        while True:
            try:
                return errand.future.result(timeout=look())
            except TimeoutError:
                if unwanted() and self._given_up(asked, errand):
                    return None

    def _given_up(self, asked: Asked, errand: Errand) -> bool:
        """Leave the work to others who want it, or end it; whether there is nothing to wait for."""
        with self._lock:
            if errand.wanted > 1:
                return True
            self._forget(asked, errand)
        self._flags[errand.slot] = 1
        return errand.future.cancel() or self.closed

    def _left(self, asked: Asked, errand: Errand) -> None:
        with self._lock:
            errand.wanted -= 1
            if errand.wanted == 0:
                self._forget(asked, errand)
                self._free.append(errand.slot)

    def _forget(self, asked: Asked, errand: Errand) -> None:
        """Let nobody join any more; whoever asks next begins anew."""
        if self._errands.get(asked) is errand:
            del self._errands[asked]

    def close(self) -> None:
        """End the processes and wait for that: at its own end, Python would wake what is ending already."""
        with self._lock:
            self.closed = True
        for slot in range(SLOTS):
            self._flags[slot] = 1
        self.pool.shutdown(cancel_futures=True)
