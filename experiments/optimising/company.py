"""Policies that help only together: found by what each is worth in the company of all others.

Alone, a policy may do nothing for want of another one: papers without an office to register at. Taken out of a mix of all
policies, it shows what it is worth when nothing is wanting (its last-in value, beside the first-in value that it has
alone). Both members of a pair that helps together are worth more last than first, so only those are paired: some sixty
runs and a few dozen pairs, instead of a pair for every two policies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from experiments.optimising.space import Mix, mix_of

if TYPE_CHECKING:
    from experiments.optimising.alone import Alone
    from experiments.optimising.judge import Judge
    from experiments.optimising.scores import Score
    from sim.tables import Array

STEP = "Every policy taken out of all"
NOTICED = 1e-3  # worth this much more last than first: a policy that company could help
CLEAR = 0.005  # half a person of 100 more than the sum of both: a pair that helps together


@dataclass(frozen=True, slots=True)
class Pair:
    """Two policies that bring more than the sum of both alone: by `people` of all adults, by `most` in any aim."""

    score: Score
    people: float
    most: float


def candidates(judge: Judge, alone: Alone, city: int, number: int) -> list[Mix]:
    """At most so many pairs of policies that are worth more in company, the likeliest first, within the budget."""
    starts = {name: (1.0, alone.choices.months(name)[0]) for name in alone.single}
    mixes = [mix_of(starts), *(mix_of({n: s for n, s in starts.items() if n != name}) for name in starts)]
    everything, *without = judge.score(mixes, [city], STEP)
    if everything is None:
        return []
    more = {
        name: float((_aims(everything) - _aims(rest) - np.maximum(_worth(alone.single[name], alone), 0)).max())
        for name, rest in zip(starts, without, strict=True) if rest is not None
    }  # fmt: skip
    helped = sorted((name for name in more if more[name] > NOTICED), key=lambda name: -more[name])
    ranked = sorted(combinations(range(len(helped)), 2), key=lambda places: (sum(places), places))
    pairs = [mix_of({helped[i]: starts[helped[i]], helped[k]: starts[helped[k]]}) for i, k in ranked]
    return [mix for mix in pairs if alone.cost(mix) <= alone.goal.budget][:number]


def helping(scores: Sequence[Score], alone: Alone) -> list[Pair]:
    """The pairs that bring clearly more than the sum of both, the one that brings most people first."""
    found = []
    for score in scores:
        parts = [np.maximum(_worth(alone.single[name], alone), 0) for name in score.uses]
        extra = _worth(score, alone) - np.sum(parts, axis=0)
        if extra.max() > CLEAR:
            found.append(Pair(score, float(extra[0]), float(extra.max())))
    return sorted(found, key=lambda pair: (-pair.people, -pair.most, pair.score.mix))


def _aims(score: Score) -> Array:
    """All three so that more is better: people, the group served least, independence of vendors."""
    return np.array([score.adoption, score.worst, -score.lock_in])


def _worth(score: Score, alone: Alone) -> Array:
    worth: Array = _aims(score) - _aims(alone.nothing)
    return worth
