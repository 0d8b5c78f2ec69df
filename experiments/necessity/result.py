"""Necessary components, minimal sufficient sets, and what components do only together.

With S a set of components and "S succeeds in a case" meaning that it meets every target there:

- a case is a draw under a governance model, so there are draws × models of them;
- a set is sufficient when it succeeds in at least 90 % of the cases, and minimal when no smaller set inside
  it is sufficient too;
- a component is necessary in a case when some set succeeds but none without the component does, and
  necessary altogether when that is so in at least 90 % of the cases in which any set succeeds;
- the contribution of a component is the share of targets it adds, averaged over all sets of the others
  (Banzhaf 1965); the interaction of two is what both add beyond the sum of each (Grabisch and Roubens
  1999), averaged in the same way.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparing.stats import Estimate, estimate
from experiments.comparing.targets import Target
from experiments.necessity.components import Subset

if TYPE_CHECKING:
    from experiments.necessity.trials import Outcomes
    from sim.tables import Array

ENOUGH = 0.9
Z = 1.96


@dataclass(frozen=True, slots=True)
class Need:
    """One component: in which share of the reachable cases, and in how many, nothing succeeds without it.

    `targets` are those that nothing reaches without it in at least 90 % of the draws where they can be
    reached at all. `adds` is its contribution, as a share of the targets.
    """

    component: str
    share: float
    targets: tuple[Target, ...]
    adds: Estimate
    cases: int

    @property
    def necessary(self) -> bool:
        """Whether the targets are missed without it in at least 90 % of the cases that can be won."""
        return self.share >= ENOUGH


@dataclass(frozen=True, slots=True)
class Set:
    """One set of components: in which share of the cases it meets all targets, with a 95 % interval, and in how many."""

    components: Subset
    share: float
    low: float
    high: float
    by_model: tuple[float, ...]
    by_target: tuple[float, ...]
    cases: int

    @property
    def sufficient(self) -> bool:
        """Whether it is enough in at least 90 % of the cases."""
        return self.share >= ENOUGH


@dataclass(frozen=True, slots=True)
class Pair:
    """What two components add together, beyond what each adds: positive when they need each other."""

    first: str
    second: str
    interaction: Estimate


@dataclass(frozen=True, slots=True)
class Result:
    """The answer: needs and sets in order, `minimal` sets overall and by governance model.

    A case is a draw under a governance model: there are `cases` of them, and in the share `reachable` any set
    meets all targets.
    """

    cases: int
    reachable: float
    needs: tuple[Need, ...]
    sets: tuple[Set, ...]
    minimal: tuple[Set, ...]
    minimal_by_model: tuple[tuple[Set, ...], ...]
    pairs: tuple[Pair, ...]

    @property
    def winnable(self) -> int:
        """In how many cases any set meets all targets."""
        return round(self.reachable * self.cases)

    @property
    def full(self) -> Set:
        """The set of all components."""
        return max(self.sets, key=lambda known: len(known.components))

    @property
    def best(self) -> Set:
        """The set that meets all targets most often; the smallest of equals."""
        return max(self.sets, key=lambda known: (known.share, -len(known.components)))


def answer(outcomes: Outcomes) -> Result:
    """Read the answer off all runs."""
    reached = outcomes.reached
    sets = tuple(_set(outcomes, k, reached[:, k]) for k in range(len(outcomes.sets)))
    ordered = tuple(sorted(sets, key=lambda s: (-s.share, len(s.components), sorted(s.components))))
    needs = tuple(_need(outcomes, name) for name in outcomes.question.components)
    by_model = tuple(minimal(sets, [s.by_model[m] for s in sets]) for m in range(reached.shape[0]))
    needed = tuple(sorted(needs, key=lambda n: (-n.share, -n.adds.mean)))
    return Result(
        _cases(reached), float(reached.any(axis=1).mean()), needed, ordered,
        minimal(sets, [s.share for s in sets]), by_model, _pairs(outcomes),
    )  # fmt: skip


def _set(outcomes: Outcomes, place: int, reached: Array) -> Set:
    draws = reached.shape[1]  # models share their draws, so they do not make the range narrower
    low, high = wilson(float(reached.mean()) * draws, draws)
    return Set(
        outcomes.sets[place], float(reached.mean()), low, high, tuple(map(float, reached.mean(axis=1))),
        tuple(map(float, outcomes.met[:, place].mean(axis=(0, 1)))), int(reached.sum()),
    )  # fmt: skip


def _cases(reached: Array) -> int:
    """How many draws under a model there are, from model × set × draw."""
    return int(reached.shape[0] * reached.shape[-1])


def wilson(hits: float, count: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    share, z2 = hits / count, Z * Z
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    half = Z / (1 + z2 / count) * math.sqrt(share * (1 - share) / count + z2 / (4 * count * count))
    return max(0.0, middle - half), min(1.0, middle + half)


def minimal(sets: Sequence[Set], shares: Sequence[float]) -> tuple[Set, ...]:
    """The sets that are enough by these shares, without those that hold a smaller one that is."""
    good = [s for s, share in zip(sets, shares, strict=True) if share >= ENOUGH]
    return tuple(s for s in good if not any(other.components < s.components for other in good))


def _need(outcomes: Outcomes, name: str) -> Need:
    without = np.array([name not in chosen for chosen in outcomes.sets])
    share = missing(outcomes.reached, without)
    targets = tuple(
        target
        for k, target in enumerate(outcomes.question.targets)
        if missing(outcomes.met[..., k], without) >= ENOUGH
    )
    adds = estimate(_differences(outcomes, (name,)))
    return Need(name, share, targets, adds, round(share * int(outcomes.reached.any(axis=1).sum())))


def missing(reached: Array, without: Array) -> float:
    """Of the cases in which any set succeeds, the share in which none of those `without` does."""
    possible = reached.any(axis=1)
    alone = reached[:, without].any(axis=1)
    return float((possible & ~alone).sum() / possible.sum()) if possible.any() else 0.0


def _pairs(outcomes: Outcomes) -> tuple[Pair, ...]:
    found = [
        Pair(a, b, estimate(_differences(outcomes, (a, b))))
        for a, b in combinations(outcomes.question.components, 2)
    ]
    return tuple(sorted(found, key=lambda pair: -abs(pair.interaction.mean)))


def _differences(outcomes: Outcomes, names: tuple[str, ...]) -> Array:
    """Mean over all sets of the other components, and over models, of the share of targets added.

    For two names it is what both add, less what each adds alone. One number a draw.
    """
    worth = outcomes.met.mean(axis=-1)
    place = {chosen: k for k, chosen in enumerate(outcomes.sets)}
    rest = [chosen for chosen in outcomes.sets if not chosen & set(names)]
    total = np.zeros(worth.shape[-1])
    for chosen in rest:
        for size in range(len(names) + 1):
            for added in combinations(names, size):
                sign = (-1) ** (len(names) - size)
                total += sign * worth[:, place[chosen | set(added)]].mean(axis=0)
    return total / len(rest)
