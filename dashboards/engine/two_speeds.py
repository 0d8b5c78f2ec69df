"""The engine with two speeds: one city answers while a lever moves, more follow when it rests.

The first run of a changed plan meets the same residents as before (seed 1). Until the others are
there, the figures of the first city are shifted by what separates it from the mean of all of them,
so that no line jumps when the others arrive.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dashboards.engine.shelf import Shelf
from dashboards.engine.workshop import Workshop
from experiments.comparing.compare import Comparison, compare, unlike
from experiments.language import t
from experiments.running.runner import Plan, Run, Stopped
from sim.errors import DPICityError
from sim.tables import Array

SEEDS = (1, 2, 3, 4, 5)
REST = 0.4  # seconds after a change and its first answer, then the other cities are run
WORKERS = 2
KEPT = 40  # results one page remembers, about 2 MB each


SPEND = "spend of the record"


@dataclass(frozen=True, slots=True)
class Answer:
    """A comparison, whether all cities are in it, and how long the page waited for it."""

    comparison: Comparison
    complete: bool
    seconds: float = 0.0


class Engine:
    """Runs what one page asks for; `publish` is called from another thread with every answer."""

    def __init__(
        self, workshop: Workshop, publish: Callable[[Answer], None], trouble: Callable[[str], None]
    ) -> None:
        self._workshop, self._publish, self._trouble = workshop, publish, trouble
        self._own = Shelf(KEPT)
        self._lock = threading.Condition()
        self._plans: tuple[Plan, ...] = ()
        self._asked = self._moved = 0.0
        self._turn = 0
        self._busy: set[tuple[str, int]] = set()
        self._failed: set[tuple[str, int]] = set()
        self._shown: tuple[int, bool] = (0, False)
        self._holding = 0
        self._lean: dict[str, dict[str, Array]] = {}
        self._threads = 0
        self._closed = False

    def want(self, plans: Sequence[Plan], show: Callable[[], None] = lambda: None) -> None:
        """Ask for these plans from now on; what is no longer wanted is given up.

        `show` draws the plans themselves. The first run is under way meanwhile, and no answer is
        published before it is done.
        """
        with self._lock:
            if self._plans and plans and unlike([self._plans[0], plans[0]]):
                self._lean.clear()  # what is known of another city or period says nothing here
            self._plans, self._asked = tuple(plans), time.perf_counter()
            self._moved = self._asked
            self._turn += 1
            self._holding += 1
            self._lock.notify_all()
            missing = WORKERS - self._threads
            self._threads = WORKERS
        for _ in range(missing):
            threading.Thread(target=self._work, daemon=True, name="engine").start()
        try:
            show()
        finally:
            with self._lock:
                self._holding -= 1
        self._offer()

    def close(self) -> None:
        """Stop at the end of the running month and forget all results."""
        with self._lock:
            self._closed = True
            self._lock.notify_all()
        self._own.clear()

    def known(self, plan: Plan, seed: int) -> Run | None:
        """A finished run, from this page or from the opening comparison."""
        return self._own.get(plan, seed) or self._workshop.opening.get(plan, seed)

    def _work(self) -> None:
        try:
            while (job := self._next()) is not None:
                self._do(*job)
        finally:
            with self._lock:
                self._threads -= 1

    def _next(self) -> tuple[Plan, int] | None:
        """The next run: first city first, the others only after a rest; None when all is done."""
        with self._lock:
            while not self._closed:
                first = self._missing(SEEDS[:1])
                if first:
                    return self._take(first[0])
                others = self._missing(SEEDS[1:])
                waiting = any(seed == SEEDS[0] for _, seed in self._busy)
                if not others and not waiting:
                    return None
                rest = self._moved + REST - time.perf_counter()
                if others and not waiting and rest <= 0:
                    return self._take(others[0])
                self._lock.wait(max(rest, 0.02) if others else 0.2)
            return None

    def _missing(self, seeds: Sequence[int]) -> list[tuple[Plan, int]]:
        skipped = self._busy | self._failed
        return [
            (plan, seed) for seed in seeds for plan in self._plans
            if (plan.scenario.hash, seed) not in skipped and self.known(plan, seed) is None
        ]  # fmt: skip

    def _take(self, job: tuple[Plan, int]) -> tuple[Plan, int]:
        self._busy.add((job[0].scenario.hash, job[1]))
        return job

    def _do(self, plan: Plan, seed: int) -> None:
        key = (plan.scenario.hash, seed)
        try:
            run = self._workshop.run(plan, seed, lambda: self._unwanted(plan, seed))
            if run.ok:
                self._own.put(plan, run)
            else:
                self._failed.add(key)
                self._trouble(
                    t(
                        "{plan}: this plan could not be run ({error}). Undo the last change.",
                        plan=t(plan.title),
                        error=run.error,
                    )
                )
        except DPICityError as error:
            self._failed.add(key)
            self._trouble(str(error))
        except Stopped:
            pass  # something newer is wanted; the loop takes it up
        finally:
            with self._lock:
                self._busy.discard(key)
                if seed == SEEDS[0]:
                    self._moved = time.perf_counter()  # the page is drawn now, and needs the processor
                self._lock.notify_all()
        self._offer()

    def _unwanted(self, plan: Plan, seed: int) -> bool:
        """Whether the page is closed, the plan is gone, or a moving lever needs the processor."""
        if self._closed or (seed != SEEDS[0] and self._first_missing()):
            return True
        return seed != SEEDS[0] and all(other.scenario.hash != plan.scenario.hash for other in self._plans)

    def _first_missing(self) -> bool:
        return any(self.known(plan, SEEDS[0]) is None for plan in self._plans)

    def _offer(self) -> None:
        """Publish the best answer there is to the latest question, once each."""
        with self._lock:
            plans, turn, asked = self._plans, self._turn, self._asked
            runs = {seed: [self.known(plan, seed) for plan in plans] for seed in SEEDS}
            complete = all(run is not None for row in runs.values() for run in row)
            ready = complete or all(run is not None for run in runs[SEEDS[0]])
            new = self._shown < (turn, complete)
            if self._closed or self._holding or not plans or not ready or not new:
                return
            self._shown = (turn, complete)
        seconds = time.perf_counter() - asked
        self._publish(Answer(self._compared(plans, runs, complete), complete, seconds))

    def _compared(
        self, plans: tuple[Plan, ...], runs: dict[int, list[Run | None]], complete: bool
    ) -> Comparison:
        used = SEEDS if complete else SEEDS[:1]
        found = [run for seed in used for run in runs[seed] if run is not None]
        if not complete:
            return compare(plans, [shifted(run, self._lean.get(run.plan, {})) for run in found])
        for plan in plans:
            self._lean[plan.name] = lean([run for run in found if run.plan == plan.name])
        return compare(plans, found)


def lean(runs: Sequence[Run]) -> dict[str, Array]:
    """By how much the mean of all cities lies above the first one: each indicator, and the spending."""
    found = {
        name: np.mean([run.indicators[name] for run in runs], axis=0) - values
        for name, values in runs[0].indicators.items()
    }
    spent = [run.counted.spend for run in runs]
    return found | {SPEND: np.mean(spent, axis=0) - spent[0]}


def shifted(run: Run, by: dict[str, Array]) -> Run:
    """A run of the first city, moved to where the mean of all cities lay."""
    moved = {name: moved_by(values, by.get(name)) for name, values in run.indicators.items()}
    record = replace(run.counted, spend=moved_by(run.counted.spend, by.get(SPEND)))
    return replace(run, indicators=moved, record=record)


def moved_by(values: Array, by: Array | None) -> Array:
    """The sum, or the values alone where the two do not fit: a policy more or less, another length."""
    return values if by is None or by.shape != values.shape else values + by
