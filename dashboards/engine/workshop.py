"""What all pages of one server share: worker processes, and the results of the first screen.

Nothing in it depends on who asks.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor, ThreadPoolExecutor, TimeoutError
from functools import lru_cache

from dashboards.engine import workers
from dashboards.engine.first_look import small
from dashboards.engine.run_maker import never
from dashboards.engine.shelf import Shelf
from dashboards.engine.urgency import Urgency
from dashboards.engine.workers import Replay
from dashboards.plans.drafts import opening
from experiments.lessons.grandmother import Lesson
from experiments.running.runner import Plan, Run, Stopped

PROCESSES = max(2, os.cpu_count() or 1)
SLOTS = 256  # runs that can be under way or waiting at once
PAUSE = 0.1  # seconds between two looks whether somebody still waits for a first look
LOOK = 0.005  # seconds between two looks whether a run is still wanted, times those who wait for a first look


class Workshop:
    """Hands runs to worker processes, each plan of the first screen once for everybody."""

    def __init__(self, first: Sequence[Plan] = (), processes: int = PROCESSES) -> None:
        self.opening = Shelf(keep=64)
        self._first = tuple(first)
        self._small = tuple(quick for plan in first if (quick := small(plan)) is not None)
        self._alone = {plan.scenario.hash: threading.Lock() for plan in (*self._first, *self._small)}
        self._lesson: Lesson | None = None
        self._teaching = threading.Lock()
        context = multiprocessing.get_context("spawn")
        self._flags = context.Array("b", SLOTS, lock=False)
        self._free = list(range(1, SLOTS))  # 0 tells the workers that the server ends
        self._urgency, self._closed = Urgency(), False
        self._pool = ProcessPoolExecutor(processes, context, workers.prepare, (self._flags,))

    def run(
        self, plan: Plan, seed: int, unwanted: Callable[[], bool] = never, *, urgent: bool = False
    ) -> Run:
        """One run; raises `Stopped` when it became unwanted on the way. `urgent` when somebody waits for it."""
        with self._urgency.counted(urgent):
            return self._run(plan, seed, unwanted)

    def _run(self, plan: Plan, seed: int, unwanted: Callable[[], bool]) -> Run:
        alone = self._alone.get(plan.scenario.hash)
        if alone is None:
            return self._wait(workers.run, plan, seed, unwanted)
        with alone:
            found = self.opening.get(plan, seed) or self._wait(workers.run, plan, seed, self._ended)
            self.opening.put(plan, found)
            return found

    def _ended(self) -> bool:
        return self._closed

    def alone(self, mine: int) -> bool:
        """Whether nobody waits for a run but whoever asked for `mine` of them."""
        return SLOTS - 1 - len(self._free) <= mine

    def pressed(self) -> bool:
        """Whether somebody, on any page, waits for a first look or did a moment ago: what is less urgent waits too."""
        return self._urgency.lasts()

    def replay(self, plan: Plan, seed: int, unwanted: Callable[[], bool] = never) -> Replay:
        """One run with every resident's months; raises `Stopped` when it became unwanted."""
        return self._wait(workers.replay, plan, seed, unwanted)

    def lesson(self, unwanted: Callable[[], bool] = never) -> Lesson:
        """The lesson with all that a class can try: made once, for everybody."""
        with self._teaching:
            if self._lesson is None:
                self._lesson = self._wait(workers.lesson, None, 0, unwanted)
            return self._lesson

    def _wait[Found](
        self, work: Callable[..., Found | None], plan: Plan | None, seed: int, unwanted: Callable[[], bool]
    ) -> Found:
        if not self._free:
            raise Stopped
        slot = self._free.pop()
        self._flags[slot] = 0
        try:
            future = self._pool.submit(work, plan, seed, slot)
            found = self._result(future, slot, unwanted)
        except (RuntimeError, CancelledError):  # the server is closing and takes no more work
            raise Stopped from None
        finally:
            self._free.append(slot)
        if found is None:
            raise Stopped
        return found

    def _result[Found](self, future: Future[Found], slot: int, unwanted: Callable[[], bool]) -> Found | None:
        while True:
            try:
                return future.result(timeout=LOOK * max(1, self._urgency.waiting))
            except TimeoutError:
                if unwanted():
                    self._flags[slot] = 1
                    if future.cancel() or self._closed:
                        return None

    def warm(self, seeds: Sequence[int], ready: Callable[[], None] = lambda: None) -> None:
        """Prepare the first screen, before anybody asks; ends early when the server closes.

        `ready` is called when the first city has answered under every plan. The others follow one at a time, and give
        way to whoever waits for a first look.
        """
        try:
            with ThreadPoolExecutor(len(self._first) or 1) as pool:
                list(pool.map(lambda plan: self._prepared(plan, seeds[0]), self._first))
        finally:
            ready()
        rest = [(plan, seeds[0]) for plan in self._small] + [
            (p, seed) for seed in seeds[1:] for p in self._first
        ]
        for plan, seed in rest:
            while self.pressed() and not self._closed:
                time.sleep(PAUSE)
            self._prepared(plan, seed)

    def _prepared(self, plan: Plan, seed: int) -> None:
        with contextlib.suppress(Stopped):  # a closed pool takes no more work
            self._run(plan, seed, self._ended)

    def close(self) -> None:
        """End the worker processes and wait for that: at its own end, Python would wake what is ending already."""
        self._closed = True
        for slot in range(SLOTS):
            self._flags[slot] = 1
        self._pool.shutdown(cancel_futures=True)


@lru_cache(maxsize=1)
def workshop() -> Workshop:
    """The workshop that all pages of this process share."""
    return Workshop(opening().plans())
