"""Tells a page what is known: a first look as soon as there is one, all cities when they have answered.

Until the other cities are there, the figures of the first one are shifted by what separates it from the mean of
all, so that no line jumps when they arrive.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboards.engine.first_look import first_look, lean, shifted
from dashboards.engine.knowledge import SEEDS, Knowledge, Question
from experiments.comparing.compare import Comparison, compare
from experiments.running.runner import Run
from sim.tables import Array

UNKNOWN: dict[str, Array] = {}  # by how much the mean lies above the first city, when nobody has looked

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


class Publisher:
    """Publishes the best answer to the latest questions, each once and never an older one after a newer.

    `questions` and `lock` belong to the engine, which asks the questions and adds to what is `known`.
    """

    def __init__(
        self,
        known: Knowledge,
        questions: deque[Question],
        lock: threading.Condition,
        publish: Callable[[Answer], None],
    ) -> None:
        self._known, self._questions, self._lock, self._publish = known, questions, lock, publish
        self._telling = False
        self._shown: tuple[int, bool] = (0, False)
        self._holding = 0
        self._lean: dict[str, dict[str, Array]] = {}
        self._look: Comparison | None = None
        self._shifted: dict[str, tuple[Run, dict[str, Array], Run]] = {}
        self._closed = False

    def hold(self) -> None:
        """Publish nothing until `go_on`."""
        with self._lock:
            self._holding += 1

    def go_on(self) -> None:
        """Publish again, at once what there is."""
        with self._lock:
            self._holding -= 1
        self.offer()

    def elsewhere(self) -> None:
        """The page has moved to another city or period, of which nothing is known yet."""
        self._lean.clear()

    def close(self) -> None:
        """Publish nothing any more, and forget what was published."""
        self._closed = True
        self._look = None
        self._shifted.clear()

    def offer(self) -> None:
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
        if runs:  # while nobody waits: a first look at the next move then measures only what has moved
            self._first_told(question, looks)

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


def _size(looks: Sequence[tuple[Run, ...]]) -> int:
    """The residents of the small city behind a first look; 0 when there is none."""
    return min((int(look[-1].counted.groups.sizes[0]) for look in looks if len(look) > 1), default=0)
