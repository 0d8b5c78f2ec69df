"""Morris screening: which inputs matter at all, in few runs (Morris 1991; Campolongo et al. 2007).

A trajectory moves one input after the other; each step is an elementary effect, in units of the
outcome per full range of the input. All steps of a trajectory meet the same people and luck. μ* is
the mean size of an input's effects, σ their spread: a σ as large as μ* means that the effect depends
on the other inputs, or is not a straight line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.language import mark
from experiments.sensitivity.inputs import Input, points
from experiments.sensitivity.question import Question, ask, turns

if TYPE_CHECKING:
    from experiments.running.bench import Bench
    from sim.tables import Array

LEVELS = 4
FEWEST = 2  # whole trajectories without which there is no spread
STEP = mark("Screening all assumptions")


@dataclass(frozen=True, slots=True)
class Influence:
    """One input's effect on one outcome: mean size with its 95 % half-width, mean, and spread."""

    input: Input
    size: float
    half: float
    mean: float
    spread: float


@dataclass(frozen=True, slots=True)
class Screening:
    """All inputs by their effect on one outcome, the largest first; none when too few runs finished."""

    outcome: str
    trajectories: int
    influences: tuple[Influence, ...]

    def leading(self, count: int) -> tuple[Input, ...]:
        """The inputs that matter most."""
        return tuple(known.input for known in self.influences[:count] if known.size > 0)


def problem(inputs: Sequence[Input]) -> dict[str, Any]:
    """The inputs as SALib wants them; all range over [0, 1]."""
    return {"num_vars": len(inputs), "names": [i.key for i in inputs], "bounds": [[0.0, 1.0]] * len(inputs)}


def screen(
    bench: Bench, question: Question, inputs: Sequence[Input], seeds: Sequence[int], *, trajectories: int,
    luck: int = 1,
) -> tuple[Screening, ...]:  # fmt: skip
    """Screen the inputs for every outcome of the question; trajectories with a failed run are left out."""
    from SALib.sample import morris

    shares = morris.sample(problem(inputs), trajectories, num_levels=LEVELS, seed=luck)
    length = len(inputs) + 1
    found = ask(bench, question, points(inputs, shares), turns(seeds, len(shares), length), STEP)
    return tuple(
        _screened(inputs, shares, found[:, k], name, luck) for k, name in enumerate(question.outcomes)
    )


def _screened(inputs: Sequence[Input], shares: Array, values: Array, outcome: str, luck: int) -> Screening:
    from SALib.analyze import morris

    length = len(inputs) + 1
    whole = np.isfinite(values.reshape(-1, length)).all(axis=1)
    kept = np.repeat(whole, length)
    if whole.sum() < FEWEST:
        return Screening(outcome, int(whole.sum()), ())
    found = morris.analyze(
        problem(inputs), shares[kept], values[kept], num_levels=LEVELS, seed=luck, num_resamples=200
    )
    rows = zip(inputs, found["mu_star"], found["mu_star_conf"], found["mu"], found["sigma"], strict=True)
    influences = [Influence(i, *(float(x) for x in numbers)) for i, *numbers in rows]
    ordered = sorted(influences, key=lambda known: (-known.size, known.input.key))
    return Screening(outcome, int(whole.sum()), tuple(ordered))
