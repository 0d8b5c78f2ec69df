"""The engine with two speeds: a first look answers while a lever moves, all cities follow when it rests.

The first look at a changed plan is the city of seed 1: a quarter of its residents where the plan was
known before (see `first_look`), else all of them. Until the other cities are there, its figures are
shifted by what separates the first city from the mean of all, so that no line jumps when they arrive.
While nobody else computes, the next step of a lever is run before it is asked for. While anybody on the
server waits for a first look, the other cities of all pages wait for it, though not for ever.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dashboards.engine.first_look import first_look, lean, shifted
from dashboards.engine.knowledge import SEEDS, Job, Key, Knowledge, Question
from dashboards.engine.workshop import Workshop
from experiments.comparing.compare import Comparison, compare, unlike
from experiments.language import mark, t
from experiments.running.runner import Plan, Run, Stopped
from sim.errors import DPICityError
from sim.tables import Array

REST = 0.4  # seconds after a change and its first answer, then the other cities are run
PATIENCE = 5.0  # seconds more that they wait while somebody else, on any page, waits for a first look
LOOK = 0.05  # seconds between two looks whether somebody does
WORKERS = 2
NOT_RUN = mark("{plan}: this plan could not be run ({error}). Undo the last change.")
UNKNOWN: dict[str, Array] = {}  # by how much the mean lies above the first city, when nobody has looked
BEHIND = 4  # positions of a moving lever that may still be shown on the way to the last

type Found = tuple[Question, list[tuple[Run, ...]], list[Run]]
"""A question, the runs behind its first look, and those of all cities, if they have all answered."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A comparison, whether all cities are in it, and how long the page waited for it.

    `residents` is the size of the small city behind a first look; 0 when the whole one was asked.
    """

    comparison: Comparison
    complete: bool
    seconds: float = 0.0
    residents: int = 0


class Engine:
    """Runs what one page asks for; `publish` is called from another thread with every answer."""

    def __init__(
        self, workshop: Workshop, publish: Callable[[Answer], None], trouble: Callable[[str], None]
    ) -> None:
        self._workshop, self._publish, self._trouble = workshop, publish, trouble
        self._known = Knowledge(workshop.opening)
        self._lock = threading.Condition()
        self._telling = False
        self._questions: deque[Question] = deque([Question()], maxlen=BEHIND)
        self._moved = 0.0
        self._busy: set[Key] = set()
        self._shown: tuple[int, bool] = (0, False)
        self._holding = 0
        self._lean: dict[str, dict[str, Array]] = {}
        self._look: Comparison | None = None
        self._shifted: dict[str, tuple[Run, dict[str, Array], Run]] = {}
        self._threads = 0
        self._closed = False

    def want(
        self, plans: Sequence[Plan], show: Callable[[], None] = lambda: None, ahead: Sequence[Plan] = ()
    ) -> None:
        """Ask for these plans from now on; what is no longer wanted is given up.

        `show` draws the plans themselves. The first run is under way meanwhile, and no answer is
        published before it is done. `ahead` are the plans that are likely to be asked for next.
        """
        with self._lock:
            last = self._questions[-1]
            elsewhere = bool(last.plans and plans and unlike([last.plans[0], plans[0]]))
            if elsewhere:
                self._lean.clear()  # what is known of another city or period says nothing here
            self._known.keep_to([plan.name for plan in plans], elsewhere=elsewhere)
            self._moved = time.perf_counter()
            self._questions.append(last.then(plans, self._moved, ahead))
            self._known.note(self._questions[-1])
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
        self._known.clear()
        self._look = None
        self._shifted.clear()

    def known(self, plan: Plan, seed: int) -> Run | None:
        """A finished run, from this page or from the opening comparison."""
        return self._known.get(plan, seed)

    def _work(self) -> None:
        try:
            while (job := self._next()) is not None:
                self._do(*job)
        finally:
            with self._lock:
                self._threads -= 1

    def _next(self) -> Job | None:
        """The next run: the first look first, the rest only after a rest; None when all is done."""
        with self._lock:
            while not self._closed:
                question = self._questions[-1]
                first = self._known.first(question)
                if missing := self._missing(first):
                    return self._take(missing[0])
                others = self._missing(question.later())
                waiting = any(_key(job) in self._busy for job in first)
                ahead = [] if waiting else self._missing(question.ahead)
                if ahead and self._workshop.idle():
                    return self._take(ahead[0])
                if not others and not waiting:
                    return None
                rest = self._moved + REST - time.perf_counter()
                if waiting or not others:
                    self._lock.wait(0.2)
                elif rest <= 0 and not self._yields():
                    return self._take(others[0])
                else:
                    self._lock.wait(max(rest, LOOK)) or self._waits_for_others()
            return None

    def _yields(self) -> bool:
        """Whether somebody else, on any page, waits for a first look, and this page has patience left."""
        return self._workshop.pressed() and time.perf_counter() < self._moved + REST + PATIENCE

    def _waits_for_others(self) -> None:
        """Wait until nobody does, or something happens here; there is nothing to think over meanwhile.

        News that comes at the very end of a wait wakes nobody, so each round asks whether there was any.
        """
        moved = self._moved
        while moved == self._moved and not self._closed and self._yields():
            if self._lock.wait(LOOK):
                return

    def _missing(self, jobs: Iterable[Job]) -> list[Job]:
        skipped = self._busy | self._known.failed
        return [job for job in jobs if _key(job) not in skipped and self.known(*job) is None]

    def _take(self, job: Job) -> Job:
        self._busy.add(_key(job))
        return job

    def _do(self, plan: Plan, seed: int) -> None:
        key = _key((plan, seed))
        urgent = self._urgent(key)
        try:
            run = self._workshop.run(plan, seed, lambda: self._unwanted(key, urgent), urgent=urgent)
            if run.ok:
                self._keep(plan, run)
            else:
                self._failed(plan, key, run.error)
        except DPICityError as error:
            self._known.failed.add(key)
            self._trouble(str(error))
        except Stopped:
            pass  # something newer is wanted; the loop takes it up
        finally:
            with self._lock:
                self._busy.discard(key)
                if urgent:
                    self._moved = time.perf_counter()  # the page is drawn now, and needs the processor
                self._lock.notify_all()
        self._offer()

    def _failed(self, plan: Plan, key: Key, error: str) -> None:
        """Never try it again, and say so if it was asked for."""
        asked = self._asked(key)
        self._known.failed.add(key)
        if asked:
            self._trouble(t(NOT_RUN, plan=t(plan.title), error=error))

    def _asked(self, key: Key) -> bool:
        """Whether the latest question needs a run."""
        question = self._questions[-1]
        return any(_key(job) == key for job in [*self._known.first(question), *question.later()])

    def _keep(self, plan: Plan, run: Run) -> None:
        with self._lock:
            self._known.put(plan, run)
            self._known.note(self._questions[-1])

    def _urgent(self, key: Key) -> bool:
        """Whether the first look at the latest question waits for a run."""
        return any(_key(job) == key for job in self._known.first(self._questions[-1]))

    def _unwanted(self, key: Key, urgent: bool) -> bool:
        """Whether the page is closed, the plan is gone, or a moving lever needs the processor.

        A first look that somebody waited for is finished although the lever has moved on: it shows the way.
        """
        if self._closed or urgent:
            return self._closed
        question = self._questions[-1]
        first = self._known.first(question)
        if any(self.known(*job) is None and _key(job) != key for job in first):
            return True
        return not self._asked(key) and all(_key(job) != key for job in question.ahead)

    def _offer(self) -> None:
        """Publish what can be answered; one thread at a time, so that no answer overtakes a later one.

        Whoever finds another thread publishing leaves the rest to it, and waits for nobody.
        """
        with self._lock:
            if self._telling:
                return
            self._telling = True
        try:
            while (found := self._found()) is not None:
                self._tell(*found)
        except BaseException:
            self._telling = False
            raise

    def _found(self) -> Found | None:
        """The best answer that was not shown yet, marked as shown; None ends the publishing."""
        with self._lock:
            found = None if self._closed or self._holding else self._ready()
            if found is None:
                self._telling = False
                return None
            self._shown = (found[0].turn, bool(found[2]))
            return found

    def _tell(self, question: Question, looks: Sequence[tuple[Run, ...]], runs: Sequence[Run]) -> None:
        comparison = self._whole(question, runs) if runs else self._first_told(question, looks)
        seconds = time.perf_counter() - question.asked
        self._publish(Answer(comparison, bool(runs), seconds, _size(looks)))

    def _first_told(self, question: Question, looks: Sequence[tuple[Run, ...]]) -> Comparison:
        told = [look[0] if len(look) == 1 else first_look(*look) for look in looks]
        self._look = compare(question.plans, [self._to_mean(run) for run in told], before=self._look)
        return self._look

    def _to_mean(self, run: Run) -> Run:
        """A run shifted to the mean of all cities; for a plan that has not moved, the same object as before."""
        by = self._lean.get(run.plan, UNKNOWN)
        last = self._shifted.get(run.plan)
        if last is None or last[0].record is not run.record or last[1] is not by:
            last = self._shifted[run.plan] = (run, by, shifted(run, by))
        return last[2]

    def _ready(self) -> Found | None:
        """The latest question with an answer that was not shown yet, and the runs behind a first look."""
        latest = self._questions[-1]
        for question in reversed(self._questions):
            looks = self._known.looks(question)
            if not looks or not all(looks):
                continue
            runs = self._known.whole(question) if question is latest else []
            if len(runs) < len(question.plans) * len(SEEDS):
                runs = []
            return (question, looks, runs) if self._shown < (question.turn, bool(runs)) else None
        return None

    def _whole(self, question: Question, runs: Sequence[Run]) -> Comparison:
        for plan in question.plans:
            self._lean[plan.name] = lean([run for run in runs if run.plan == plan.name])
        return compare(question.plans, runs)


def _key(job: Job) -> Key:
    return job[0].scenario.hash, job[1]


def _size(looks: Sequence[tuple[Run, ...]]) -> int:
    """The residents of the small city behind a first look; 0 when there is none."""
    return min((int(look[-1].counted.groups.sizes[0]) for look in looks if len(look) > 1), default=0)
