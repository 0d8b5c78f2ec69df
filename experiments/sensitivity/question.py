"""What a sensitivity analysis asks: how a plan, or the difference between two plans, answers to its inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparing.targets import better
from experiments.running.trials import Trial

if TYPE_CHECKING:
    from experiments.running.bench import Bench
    from experiments.running.runner import Plan
    from sim.tables import Array


@dataclass(frozen=True, slots=True)
class Question:
    """Outcomes of a plan in the last month; with a `base`, plan minus base in the same city.

    The first outcome is the main one; `also` are further readings of each run.
    """

    plan: Plan
    outcomes: tuple[str, ...]
    base: Plan | None = None
    also: tuple[str, ...] = ()

    @property
    def main(self) -> str:
        """The outcome that the sentences are about."""
        return self.outcomes[0]

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans that have to be run, the base first."""
        return (self.plan,) if self.base is None else (self.base, self.plan)

    def good(self, outcome: str) -> int:
        """+1 when more of an outcome is better, −1 when less is."""
        return -1 if better(outcome) == "lower" else 1

    def runs(self, points: int) -> int:
        """How many runs so many points take."""
        return points * len(self.plans)


def ask(
    bench: Bench, question: Question, points: Sequence[Mapping[str, float]], seeds: Sequence[int], step: str
) -> Array:
    """The outcomes at every point, row by row; row k is run with seed k. NaN where a run failed."""
    return compared(question, levels(bench, question, points, seeds, step))


def levels(
    bench: Bench, question: Question, points: Sequence[Mapping[str, float]], seeds: Sequence[int], step: str
) -> Array:
    """What was read off every plan at every point: point × plan × (outcomes, then further readings)."""
    wanted = (*question.outcomes, *question.also)
    trials = [
        Trial(plan, seed, values, readings=tuple(dict.fromkeys(wanted)))
        for values, seed in zip(points, seeds, strict=True)
        for plan in question.plans
    ]
    answers = bench.ask(trials, step)
    values = np.array([[a.value(name) for name in wanted] for a in answers])
    return values.reshape(len(points), len(question.plans), len(wanted))


def compared(question: Question, found: Array) -> Array:
    """Plan minus base, or the plan alone when there is no base."""
    difference: Array = found[:, -1] - (found[:, 0] if question.base else 0.0)
    return difference


def turns(seeds: Sequence[int], rows: int, together: int = 1) -> list[int]:
    """Seeds for `rows` rows, the same for each block of `together` rows, and then the next one's turn."""
    return [seeds[(row // together) % len(seeds)] for row in range(rows)]
