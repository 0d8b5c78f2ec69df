"""Long work in the background of one page: it says how far it is, and can be given up.

A job leaves one process free for whoever moves a lever meanwhile.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Protocol

import solara

from dashboards.engine.run_maker import RunMaker
from dashboards.engine.threads import begin
from dashboards.engine.workshop import PROCESSES
from experiments.language import t
from experiments.running.runner import Plan, Run, Stopped
from experiments.telling.words import quoted
from sim.errors import DPICityError

AT_ONCE = max(1, PROCESSES - 1)


class Report(Protocol):
    """Says which share of the work is done, and what is known so far (None: nothing new)."""

    def __call__(self, done: float, result: Any = None) -> None:
        """`done` goes from 0 to 1."""


type Work = Callable[[Report, Callable[[], bool]], Any]
"""Work that reports, asks now and then whether it is still wanted, and returns its result."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a job stands. `question` names what it was asked, `done` is a share, `result` the best so far."""

    question: str = ""
    running: bool = False
    done: float = 0.0
    result: Any = None
    error: str = ""
    stopped: bool = False
    since: float = 0.0


class Job:
    """One thing that a page computes in the background; asking again gives up what was asked before."""

    def __init__(self) -> None:
        self.state: solara.Reactive[State] = solara.reactive(State())
        self._lock = threading.Lock()
        self._turn = 0

    def start(self, question: str, work: Work) -> None:
        """Begin to work on a question in a thread of its own."""
        with self._lock:
            self._turn += 1
            turn = self._turn
        self.state.set(State(question, running=True, since=time.monotonic()))
        begin(self._run, turn, work, name="job")

    def cancel(self) -> None:
        """Give up; what is known so far stays."""
        with self._lock:
            self._turn += 1
        if self.state.peek().running:
            self.state.set(replace(self.state.peek(), running=False, stopped=True))

    def _run(self, turn: int, work: Work) -> None:
        def unwanted() -> bool:
            return turn != self._turn

        def report(done: float, result: Any = None) -> None:
            if unwanted():
                raise Stopped
            known = self.state.peek()
            self.state.set(replace(known, done=done, result=known.result if result is None else result))

        try:
            result = work(report, unwanted)
            found = replace(self.state.peek(), running=False, done=1.0, result=result)
        except Stopped:
            found = replace(self.state.peek(), running=False, stopped=True)
        except DPICityError as error:
            found = replace(self.state.peek(), running=False, error=str(error))
        except Exception as error:  # told on the page, and in full in the log of the server
            logging.getLogger(__name__).exception("a job failed")
            found = replace(self.state.peek(), running=False, error=f"{type(error).__name__}: {error}")
        if not unwanted():
            self.state.set(found)


def run_each(
    workshop: RunMaker, wanted: Sequence[tuple[Plan, int]], unwanted: Callable[[], bool]
) -> Iterator[tuple[int, Run]]:
    """The runs of these plans in these cities, each with its place in `wanted`, in that order.

    Raises `Stopped` when they are no longer wanted, and `DPICityError` when one of them fails.
    """

    def one(job: tuple[Plan, int]) -> Run:
        return workshop.run(job[0], job[1], unwanted)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for place, run in enumerate(pool.map(one, wanted)):
            if not run.ok:
                plan = quoted(wanted[place][0].title)
                raise DPICityError(t("The run of {plan} failed: {error}", plan=plan, error=run.error))
            yield place, run
