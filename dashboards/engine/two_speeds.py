"""The engine with two speeds: a first look answers while a lever moves, all cities follow when it rests.

The first look at a changed plan is the city of seed 1: a quarter of its residents where the plan was
known before (see `first_look`), else all of them. Here stands what is run next; what the page is told is in
`publishing`. While nobody else computes, the next step of a lever is run before it is asked for, beside the one that is.
While anybody on the server waits for a first look, the other cities of all pages wait for it, though not for ever.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence

from dashboards.engine.knowledge import Job, Key, Knowledge, Question
from dashboards.engine.publishing import Answer, Publisher
from dashboards.engine.run_maker import RunMaker
from dashboards.engine.threads import begin
from experiments.comparing.compare import unlike
from experiments.language import mark, t
from experiments.running.runner import Plan, Run, Stopped
from sim.errors import DPICityError

REST = 0.4  # seconds after a change and its first answer, then the other cities are run
PATIENCE = 5.0  # seconds more that they wait while somebody else, on any page, waits for a first look
LOOK = 0.05  # seconds between two looks whether somebody does
WORKERS = 2
NOT_RUN = mark("{plan}: this plan could not be run ({error}). Undo the last change.")
BEHIND = 4  # positions of a moving lever that may still be shown on the way to the last


class Engine:
    """Runs what one page asks for; `publish` is called from another thread with every answer."""

    def __init__(
        self, workshop: RunMaker, publish: Callable[[Answer], None], trouble: Callable[[str], None]
    ) -> None:
        self._workshop, self._trouble = workshop, trouble
        self._known = Knowledge(workshop.opening)
        self._lock = threading.Condition()
        self._questions: deque[Question] = deque([Question()], maxlen=BEHIND)
        self._publisher = Publisher(self._known, self._questions, self._lock, publish)
        self._moved = 0.0
        self._busy: set[Key] = set()
        self._awaited: set[Key] = set()  # of these, the ones that a first look waited for
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
                self._publisher.elsewhere()
            self._known.keep_to([plan.name for plan in plans], elsewhere=elsewhere)
            self._moved = time.perf_counter()
            self._questions.append(last.then(plans, self._moved, ahead))
            self._known.note(self._questions[-1])
            self._awaited |= self._busy & {_key(job) for job in self._known.first(self._questions[-1])}
            self._publisher.hold()
            self._lock.notify_all()
            missing = WORKERS - self._threads
            self._threads = WORKERS
        for _ in range(missing):
            begin(self._work, name="engine")
        try:
            show()
        finally:
            self._publisher.go_on()

    def close(self) -> None:
        """Stop at the end of the running month and forget all results."""
        with self._lock:
            self._closed = True
            self._publisher.close()
            self._lock.notify_all()
        self._known.clear()

    def known(self, plan: Plan, seed: int) -> Run | None:
        """A finished run, from this page or from the opening comparison."""
        return self._known.get(plan, seed)

    def _work(self) -> None:
        try:
            while (job := self._next()) is not None:
                self._do(*job)
        except BaseException:
            with self._lock:
                self._threads -= 1
            raise

    def _next(self) -> Job | None:
        """The next run: the first look first, the rest only after a rest; None when all is done."""
        with self._lock:
            while not self._closed:
                question = self._questions[-1]
                first = self._known.first(question)
                if missing := self._missing(first):
                    return self._take(missing[0])
                waiting = any(_key(job) in self._busy for job in first)
                if self._alone() and (ahead := self._missing(question.ahead)):
                    return self._take(ahead[0])
                others = [] if waiting else self._missing(question.later())
                if not others and not waiting:
                    break
                moved, rest = self._moved, self._moved + REST - time.perf_counter()
                if waiting:
                    self._lock.wait(0.2)
                elif rest <= 0 and not self._yields():
                    return self._take(others[0])
                elif not self._lock.wait(max(rest, LOOK)):
                    self._waits_for_others(moved)
            self._threads -= 1  # as long as nobody can ask: the next question begins a thread anew
            return None

    def _alone(self) -> bool:
        """Whether nobody but this page, on the whole server, waits for a run."""
        return self._workshop.alone(len(self._busy))

    def _yields(self) -> bool:
        """Whether somebody else, on any page, waits for a first look, and this page has patience left."""
        return self._workshop.pressed() and time.perf_counter() < self._moved + REST + PATIENCE

    def _waits_for_others(self, moved: float) -> None:
        """Wait until nobody does, or something happens here; there is nothing to think over meanwhile.

        News that comes at the very end of a wait wakes nobody, so each round asks whether there was any since `moved`.
        """
        while moved == self._moved and not self._closed and self._yields():
            if self._lock.wait(LOOK):
                return

    def _missing(self, jobs: Iterable[Job]) -> list[Job]:
        """What is to be run of these: neither known nor under way, and not known to fail."""
        skipped = self._busy | self._known.failed
        return [job for job in jobs if _key(job) not in skipped and self.known(*job) is None]

    def _take(self, job: Job) -> Job:
        self._busy.add(_key(job))
        return job

    def _do(self, plan: Plan, seed: int) -> None:
        key = _key((plan, seed))
        if urgent := self._urgent(key):
            self._awaited.add(key)
        try:
            run = self._workshop.run(plan, seed, lambda: self._unwanted(key), urgent=urgent)
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
                if key in self._awaited:
                    self._moved = time.perf_counter()  # the page is drawn now, and needs the processor
                self._awaited.discard(key)
                self._lock.notify_all()
        self._publisher.offer()

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

    def _unwanted(self, key: Key) -> bool:
        """Whether the page is closed, the plan is gone, or a moving lever needs the processor.

        A first look that somebody waited for is finished although the lever has moved on: it shows the way.
        """
        if self._closed or key in self._awaited:
            return self._closed
        question = self._questions[-1]
        missing = {_key(job) for job in self._known.first(question) if self.known(*job) is None} - {key}
        if any(_key(job) == key for job in question.ahead):
            return not (missing <= self._busy and self._alone())
        return bool(missing) or not self._asked(key)


def _key(job: Job) -> Key:
    return job[0].scenario.hash, job[1]
