"""Counts what one page has computed, makes it wait when it asks too much in a minute, and ends it one day."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any
from weakref import WeakValueDictionary

from dashboards.engine.jobs import Report, Work
from dashboards.engine.run_maker import never
from dashboards.engine.shelf import Shelf
from dashboards.engine.workers import Replay
from dashboards.engine.workshop import Workshop
from dashboards.limits import Limits
from experiments.cases.entries import Entry
from experiments.language import mark, t
from experiments.lessons.grandmother import Lesson
from experiments.running.runner import Plan, Run, Stopped
from sim.errors import DPICityError

MINUTE = 60.0
LOOK = 0.1  # seconds between two looks whether it may go on
SPENT = mark(
    "This page has used its {number} seconds of computing. Save your plan, open the page anew, or install dpi-city "
    "on your own computer, where there is no limit. What you see stays."
)
SLOWER = mark(
    "Your pages have used their {number} seconds of computing for this minute. They go on by themselves in a moment."
)


class Minute:
    """Seconds of computing in the last 60, over all pages of one visitor."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._used: deque[tuple[float, float]] = deque()  # when it ended, and how long it took

    def charge(self, seconds: float) -> None:
        """Note that something was computed."""
        with self._lock:
            self._used.append((self._clock(), seconds))

    def used(self) -> float:
        """What was computed in the last 60 seconds."""
        with self._lock:
            while self._used and self._used[0][0] <= self._clock() - MINUTE:
                self._used.popleft()
            return sum(seconds for _, seconds in self._used)


_MINUTES: WeakValueDictionary[str, Minute] = WeakValueDictionary()
_KNOWN = threading.Lock()


def minute_of(visitor: str) -> Minute:
    """The minute that all open pages of a visitor share; it is forgotten with the last of them."""
    with _KNOWN:
        return _MINUTES.setdefault(visitor, Minute())


class Meter:
    """Seconds of computing of one page; `say` receives a sentence while it waits, and "" when it goes on.

    The `minute` may be shared with other pages of the same visitor.
    """

    def __init__(self, limits: Limits, say: Callable[[str], None], minute: Minute | None = None) -> None:
        self._limits, self._say = limits, say
        self._lock = threading.Lock()
        self._minute = minute or Minute()
        self.total = 0.0

    def charge(self, seconds: float) -> None:
        """Note that something was computed."""
        with self._lock:
            self.total += seconds
        self._minute.charge(seconds)

    def spent(self) -> bool:
        """Whether the page has used all that it may."""
        return self.total >= self._limits.session

    def busy(self) -> bool:
        """Whether all of this minute has been used."""
        return self._minute.used() >= self._limits.minute

    def admit(self, unwanted: Callable[[], bool]) -> None:
        """Return when the page may compute; `DPICityError` when it may not any more, `Stopped` when unwanted."""
        waited = False
        while not self.spent() and self.busy():
            if unwanted():
                self._say("")
                raise Stopped
            if not waited:
                self._say(t(SLOWER, number=f"{self._limits.minute:.0f}"))
            waited = True
            time.sleep(LOOK)
        if self.spent():
            told = t(SPENT, number=f"{self._limits.session:.0f}")
            self._say(told)
            raise DPICityError(told)
        if waited:
            self._say("")

    def counted(self, work: Work) -> Work:
        """Work whose time counts as computing, such as the printing of a file."""

        def timed(report: Report, unwanted: Callable[[], bool]) -> Any:
            self.admit(unwanted)
            begun = time.monotonic()
            try:
                return work(report, unwanted)
            finally:
                self.charge(time.monotonic() - begun)

        return timed


class Metered:
    """The workshop of all pages, as one page may use it; every run and replay is charged to its meter.

    A finished run costs the seconds that its rules took, not those that it waited for a free processor.
    """

    def __init__(self, workshop: Workshop, meter: Meter) -> None:
        self._workshop, self._meter = workshop, meter

    @property
    def opening(self) -> Shelf:
        """The runs of the first screen, which cost nobody anything."""
        return self._workshop.opening

    def alone(self, mine: int) -> bool:
        """Whether nobody waits for a run but whoever asked for `mine` of them."""
        return self._workshop.alone(mine)

    def pressed(self) -> bool:
        """Whether somebody, on any page, waits for a first look."""
        return self._workshop.pressed()

    def run(
        self, plan: Plan, seed: int, unwanted: Callable[[], bool] = never, *, urgent: bool = False
    ) -> Run:
        """One run; see `Workshop.run` and `Meter.admit`."""
        return self._charged(partial(self._workshop.run, urgent=urgent), plan, seed, unwanted)

    def replay(self, plan: Plan, seed: int, unwanted: Callable[[], bool] = never) -> Replay:
        """One run with every resident's months; see `Workshop.replay` and `Meter.admit`."""
        return self._charged(self._workshop.replay, plan, seed, unwanted)

    def lesson(self, unwanted: Callable[[], bool] = never) -> Lesson:
        """The lesson, which is made once for everybody."""
        return self._workshop.lesson(unwanted)

    def catalogue(self, unwanted: Callable[[], bool] = never) -> dict[str, Entry]:
        """The catalogue of cases, which is read once for everybody."""
        return self._workshop.catalogue(unwanted)

    def _charged[Found](
        self, work: Callable[..., Found], plan: Plan, seed: int, unwanted: Callable[[], bool]
    ) -> Found:
        self._meter.admit(unwanted)
        begun = time.monotonic()
        found: Found | None = None
        try:
            found = work(plan, seed, unwanted)
            return found
        finally:
            inside = sum(found.seconds.values()) if isinstance(found, Run) else 0.0
            self._meter.charge(inside or time.monotonic() - begun)
