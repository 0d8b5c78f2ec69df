"""What all pages of one server share: worker processes, and the results of the first screen.

Nothing in it depends on who asks.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any
from weakref import WeakValueDictionary

from dashboards.engine import workers
from dashboards.engine.first_look import small
from dashboards.engine.processes import Processes
from dashboards.engine.run_maker import never
from dashboards.engine.shelf import Shelf
from dashboards.engine.urgency import Urgency
from dashboards.engine.workers import Replay
from dashboards.plans.drafts import opening
from experiments.cases.entries import Entry
from experiments.lessons.grandmother import Lesson
from experiments.running.runner import Plan, Run, Stopped

PROCESSES = max(2, os.cpu_count() or 1)
PAUSE = 0.1  # seconds between two looks whether somebody still waits for a first look
LOOK = 0.005  # seconds between two looks whether a run is still wanted, times those who wait for a first look


class Workshop:
    """Has runs made by worker processes, and none anew that a page still has.

    So a class that moves one lever to one place has it run once.
    """

    def __init__(self, first: Sequence[Plan] = (), processes: int = PROCESSES) -> None:
        self.opening = Shelf(keep=64)
        self._first = tuple(first)
        self._small = tuple(quick for plan in first if (quick := small(plan)) is not None)
        self._kept = {plan.scenario.hash for plan in (*self._first, *self._small)}
        self._known: WeakValueDictionary[tuple[str, int], Run] = WeakValueDictionary()
        self._once: dict[Callable[..., Any], Any] = {}
        self._urgency, self._processes = Urgency(), Processes(processes)

    def run(
        self, plan: Plan, seed: int, unwanted: Callable[[], bool] = never, *, urgent: bool = False
    ) -> Run:
        """One run; raises `Stopped` when it became unwanted on the way. `urgent` when somebody waits for it."""
        with self._urgency.counted(urgent):
            return self._run(plan, seed, unwanted)

    def _run(self, plan: Plan, seed: int, unwanted: Callable[[], bool]) -> Run:
        key = (plan.scenario.hash, seed)
        if known := self._known.get(key):
            return known.called(plan.name)
        kept = plan.scenario.hash in self._kept
        found: Run = self._made(workers.run, plan, seed, self._ended if kept else unwanted)
        self._known[key] = found
        if kept:
            self.opening.put(plan, found)
        return found.called(plan.name)

    def _made(
        self, work: Callable[..., Any], plan: Plan | None, seed: int, unwanted: Callable[[], bool]
    ) -> Any:
        return self._processes.result(work, plan, seed, unwanted, self._look)

    def _look(self) -> float:
        return LOOK * max(1, self._urgency.waiting)

    def _ended(self) -> bool:
        return self._processes.closed

    def alone(self, mine: int) -> bool:
        """Whether nobody waits for a run but whoever asked for `mine` of them."""
        return self._processes.busy <= mine

    def pressed(self) -> bool:
        """Whether somebody, on any page, waits for a first look or did a moment ago: what is less urgent waits too."""
        return self._urgency.lasts()

    def replay(self, plan: Plan, seed: int, unwanted: Callable[[], bool] = never) -> Replay:
        """One run with every resident's months; raises `Stopped` when it became unwanted."""
        found: Replay = self._made(workers.replay, plan, seed, unwanted)
        return found

    def lesson(self, unwanted: Callable[[], bool] = never) -> Lesson:
        """The lesson with all that a class can try: made once, for everybody."""
        found: Lesson = self._only(workers.lesson, unwanted)
        return found

    def catalogue(self, unwanted: Callable[[], bool] = never) -> dict[str, Entry]:
        """The catalogue of cases: read once, for everybody."""
        found: dict[str, Entry] = self._only(workers.catalogue, unwanted)
        return found

    def _only(self, work: Callable[..., Any], unwanted: Callable[[], bool]) -> Any:
        if work not in self._once:
            self._once[work] = self._made(work, None, 0, unwanted)
        return self._once[work]

    def warm(self, seeds: Sequence[int], ready: Callable[[], None] = lambda: None) -> None:
        """Prepare the first screen, before anybody asks, and then the catalogue; ends early when the server closes.

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
            while self.pressed() and not self._ended():
                time.sleep(PAUSE)
            self._prepared(plan, seed)
        with contextlib.suppress(Stopped):
            self.catalogue(self._ended)

    def _prepared(self, plan: Plan, seed: int) -> None:
        with contextlib.suppress(Stopped):  # a closed pool takes no more work
            self._run(plan, seed, self._ended)

    def close(self) -> None:
        """End the worker processes and wait for that."""
        self._processes.close()


@lru_cache(maxsize=1)
def workshop() -> Workshop:
    """The workshop that all pages of this process share."""
    return Workshop(opening().plans())
