"""Sobol indices: which share of an outcome's variance each input brings, alone and in all (Sobol 1993).

`first` is the share that would go if the input were known, `total` the share that would stay if all
others were known (Saltelli et al. 2010; Jansen 1999). The difference is what it does together with
others. Rows that differ in one input meet the same people and luck.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.language import mark
from experiments.sensitivity.inputs import Input, points
from experiments.sensitivity.question import Question, ask, turns
from experiments.sensitivity.screening import problem

if TYPE_CHECKING:
    from experiments.running.bench import Bench
    from sim.tables import Array

STEP = mark("Sharing out the variance")
RESAMPLES = 500


@dataclass(frozen=True, slots=True)
class Share:
    """One input's share of the variance, alone (`first`) and with others (`total`), each ± a 95 % half."""

    input: Input
    first: float
    first_half: float
    total: float
    total_half: float


@dataclass(frozen=True, slots=True)
class Indices:
    """Shares of the variance of one outcome, the largest total first."""

    outcome: str
    samples: int
    shares: tuple[Share, ...]


def runs(inputs: int, samples: int) -> int:
    """Points that a design of this size has."""
    return samples * (inputs + 2)


def share_out(
    bench: Bench, question: Question, inputs: Sequence[Input], seeds: Sequence[int], *, samples: int,
    luck: int = 1,
) -> tuple[Indices, ...]:  # fmt: skip
    """Sobol indices of the inputs for every outcome; `samples` is a power of two."""
    from SALib.sample import sobol

    drawn = sobol.sample(problem(inputs), samples, calc_second_order=False, seed=luck)
    block = len(inputs) + 2
    found = ask(bench, question, points(inputs, drawn), turns(seeds, len(drawn), block), STEP)
    return tuple(_shared(inputs, found[:, k], name, luck) for k, name in enumerate(question.outcomes))


def _shared(inputs: Sequence[Input], values: Array, outcome: str, luck: int) -> Indices:
    from SALib.analyze import sobol

    blocks = values.reshape(-1, len(inputs) + 2)
    blocks = blocks[np.isfinite(blocks).all(axis=1)]
    if len(blocks) < 2 or blocks.std() == 0:
        return Indices(outcome, len(blocks), ())
    found = sobol.analyze(
        problem(inputs), blocks.ravel(), calc_second_order=False, seed=luck, num_resamples=RESAMPLES
    )
    rows = zip(inputs, found["S1"], found["S1_conf"], found["ST"], found["ST_conf"], strict=True)
    shares = [Share(i, *(float(x) for x in numbers)) for i, *numbers in rows]
    return Indices(
        outcome, len(blocks), tuple(sorted(shares, key=lambda known: (-known.total, known.input.key)))
    )
