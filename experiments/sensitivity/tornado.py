"""Which single assumption could turn the answer round.

Each input in turn is set to the low and to the high end of its range, all others stay as they are,
in the same simulated cities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparing.stats import Estimate, estimate
from experiments.language import mark
from experiments.sensitivity.inputs import Input
from experiments.sensitivity.question import Question, ask

if TYPE_CHECKING:
    from experiments.running.bench import Bench

STEP = mark("Moving one assumption at a time")


@dataclass(frozen=True, slots=True)
class Swing:
    """The outcome with one input at its low and at its high end."""

    input: Input
    at_low: Estimate
    at_high: Estimate
    reverses: bool

    @property
    def width(self) -> float:
        """How far the outcome swings."""
        return abs(self.at_high.mean - self.at_low.mean)


@dataclass(frozen=True, slots=True)
class Tornado:
    """Inputs by how far the main outcome swings, the widest first; `usual` is the outcome without any move.

    An input reverses the answer when the difference between the plans, which is clear as things are,
    has the other sign at one of its ends.
    """

    outcome: str
    usual: Estimate
    swings: tuple[Swing, ...]

    @property
    def reversals(self) -> tuple[Swing, ...]:
        """The inputs that could turn the ranking round."""
        return tuple(swing for swing in self.swings if swing.reverses)


def tornado(bench: Bench, question: Question, inputs: Sequence[Input], seeds: Sequence[int]) -> Tornado:
    """Move each input to both ends and measure the main outcome."""
    points: list[dict[str, float]] = [{}]
    for known in inputs:
        points += [{known.key: known.low}, {known.key: known.high}]
    rows = [(point, seed) for point in points for seed in seeds]
    found = ask(bench, question, [p for p, _ in rows], [s for _, s in rows], STEP)[:, 0]
    values = found.reshape(len(points), len(seeds))
    usual = estimate(values[0])
    swings = [
        _swing(known, estimate(values[2 * k + 1]), estimate(values[2 * k + 2]), usual, question)
        for k, known in enumerate(inputs)
    ]
    ordered = sorted(swings, key=lambda s: (-np.nan_to_num(s.width), s.input.key))
    return Tornado(question.main, usual, tuple(ordered))


def _swing(known: Input, low: Estimate, high: Estimate, usual: Estimate, question: Question) -> Swing:
    clear = question.base is not None and usual.sign != 0
    turned = clear and any(end.mean * usual.mean < 0 for end in (low, high))
    return Swing(known, low, high, turned)
