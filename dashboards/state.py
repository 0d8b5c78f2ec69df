"""What one person's page remembers; two pages never share any of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import solara
from solara.server.kernel_context import has_current_context

from dashboards.engine.jobs import Job
from dashboards.engine.meter import Meter, Metered, minute_of
from dashboards.engine.publishing import Answer
from dashboards.engine.threads import begin
from dashboards.engine.tidy import page_closed
from dashboards.engine.two_speeds import Engine
from dashboards.engine.workshop import Workshop
from dashboards.limits import limits
from dashboards.plans import drafts
from dashboards.plans.drafts import View
from dashboards.plans.picks import Picks
from experiments.running.runner import Stopped
from sim.errors import DPICityError, ScenarioError
from sim.scenario import Numbers

KEPT = 100  # steps back
JOINED = 1.5  # seconds within which moves of one lever count as one step
ONE_AT_A_TIME = threading.Lock()
"""Held while a view is made in the background: large files, on whatever pages, take turns and leave the rest time."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an input was not taken, told beside it.

    `at` names the input; empty stands for the top of the page. `file` says that `text` is about a file: a line for
    each mistake, in English, with line and column.
    """

    at: str
    text: str
    file: bool = False


class Session:
    """The plans on the page, what came of them, and the way back."""

    def __init__(self, workshop: Workshop, view: View) -> None:
        self.limits = limits()
        self.meter = Meter(self.limits, self._slowed, minute_of(visitor()))
        self.workshop = Metered(workshop, self.meter)
        problem = self.limits.problem(view)
        view = drafts.opening() if problem else view
        self.view: solara.Reactive[View] = solara.reactive(view)
        self.answer: solara.Reactive[Answer | None] = solara.reactive(None)
        self.place: solara.Reactive[int] = solara.reactive(view.draft.place)
        self.assumptions: solara.Reactive[Numbers] = solara.reactive(view.assumptions)
        self.budget: solara.Reactive[float] = solara.reactive(view.budget)
        self.message: solara.Reactive[str] = solara.reactive(problem)
        self.problem: solara.Reactive[Problem | None] = solara.reactive(None)
        self.reading: solara.Reactive[str] = solara.reactive("")
        self.tab: solara.Reactive[str] = solara.reactive("time")
        self.picks: solara.Reactive[Picks] = solara.reactive(Picks())
        self.steps: solara.Reactive[tuple[int, int]] = solara.reactive((0, 0))
        self.batch: AbstractContextManager[Any] = nullcontext()  # what is set inside is drawn in one pass
        self.fresh = False  # whether the page was opened without a view in its address
        self._past: list[View] = []
        self._future: list[View] = []
        self._last = ("", 0.0)
        self._read: object = None
        self.why, self.certain, self.best, self.handout = Job(), Job(), Job(), Job()
        self._slow = ""
        self.engine = Engine(self.workshop, self._answered, self.message.set)

    def start(self) -> Callable[[], None]:
        """Begin to compute; returns what to call when the page closes."""
        self.engine.want(self.view.value.plans())
        return self.close

    def close(self) -> None:
        """Stop everything that is still being computed for this page."""
        self.engine.close()
        self._read = None
        for job in (self.why, self.certain, self.best, self.handout):
            job.cancel()
        page_closed()

    def change(self, view: View, lever: str = "", ahead: View | None = None, at: str = "") -> None:
        """Take a new view; quick moves of one lever are one step of undo. `ahead` may be the next one."""
        if view == self.view.value:
            return
        if problem := self.limits.problem(view):
            self.problem.set(Problem(at, problem))
            return
        now = time.monotonic()
        name, when = self._last
        if not (lever and lever == name and now - when < JOINED):
            self._past = [*self._past, self.view.value][-KEPT:]
            self._future.clear()
        self._last = (lever, now)
        self._show(view, ahead if self.limits.ahead else None)

    def choose(self, place: int) -> None:
        """Let the levers move another plan; no step of undo."""
        self._last = ("", 0.0)
        with self.batch:
            self.place.set(place)
            self.view.set(replace(self.view.value, chosen=place))

    def pick(self, **what: Any) -> None:
        """Remember what was picked inside a tab, such as `person=17`; no step of undo."""
        self.picks.set(replace(self.picks.peek(), **what))

    def attempt(self, make: Callable[[View], View], lever: str = "", at: str = "") -> None:
        """Take the view that `make` gives, or say beside the input named `at` why there is none."""
        self.forget()
        try:
            self.change(make(self.view.value), lever, at=at)
        except DPICityError as error:
            self.problem.set(Problem(at, str(error), isinstance(error, ScenarioError)))

    def read(self, make: Callable[[View], View], at: str) -> None:
        """The same in the background, for what can take seconds, such as a large file; the last one asked for counts.

        While it lasts, `reading` names the input, and levers can be moved. Its time counts as computing.
        """
        self.forget()
        self._read = turn = object()
        self.reading.set(at)
        begin(self._in_turn, make, at, turn, name="read")

    def _in_turn(self, make: Callable[[View], View], at: str, turn: object) -> None:
        def unwanted() -> bool:
            return self._read is not turn

        try:
            before, found = None, self.view.peek()
            while before is not self.view.peek():  # a lever was moved meanwhile
                before = self.view.peek()
                self.meter.admit(unwanted)
                with ONE_AT_A_TIME:
                    found = self._counted(make, before)
            if not unwanted():
                self.change(found, at=at)
        except Stopped:
            return
        except DPICityError as error:
            if not unwanted():
                self.problem.set(Problem(at, str(error), isinstance(error, ScenarioError)))
        finally:
            if not unwanted():
                self.reading.set("")

    def _counted(self, make: Callable[[View], View], before: View) -> View:
        begun = time.monotonic()
        try:
            return make(before)
        finally:
            self.meter.charge(time.monotonic() - begun)

    def read_no_more(self, _: Any = None) -> None:
        """Take nothing from the file that is being read."""
        self._read = None
        self.reading.set("")

    def forget(self, _: Any = None) -> None:
        """Take back what was said about an earlier input."""
        self.problem.set(None)

    def undo(self) -> None:
        """One step back."""
        if self._past:
            self._future.append(self.view.value)
            self._step(self._past.pop())

    def redo(self) -> None:
        """One step forward again."""
        if self._future:
            self._past.append(self.view.value)
            self._step(self._future.pop())

    def reset(self) -> None:
        """Back to the opening comparison, as a step that can be undone."""
        self.change(drafts.opening())

    def _slowed(self, text: str) -> None:
        """Say that the page has to wait, or take that back; other messages stay."""
        if text:
            self._slow = text
            self.message.set(text)
        elif self.message.peek() == self._slow:
            self.message.set("")

    def _step(self, view: View) -> None:
        self._last = ("", 0.0)
        self._show(view)

    def _show(self, view: View, ahead: View | None = None) -> None:
        with self.batch:
            self.message.set("")
            self.forget()
        self.engine.want(view.plans(), lambda: self._draw(view), ahead.plans() if ahead else ())

    def _draw(self, view: View) -> None:
        with self.batch:
            self.steps.set((len(self._past), len(self._future)))
            self.place.set(view.draft.place)
            self.assumptions.set(view.assumptions)
            self.budget.set(view.budget)
            self.view.set(view)

    def _answered(self, answer: Answer) -> None:
        with self.batch:
            self.answer.set(answer)


def visitor() -> str:
    """Whose page this is: all tabs of one browser share a name; without a browser, nobody else's."""
    return solara.get_session_id() if has_current_context() else uuid4().hex
