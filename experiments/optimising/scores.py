"""What a mix brings, costs and breaks, and which mixes no other one beats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.comparing.gaps import OUTCOMES
from experiments.optimising.space import Mix
from sim.errors import DPICityError, nearest

HARMLESS = 0.005
"""A share of needs: this much more of them denied than without the mix is no harm worth refusing it for."""


GRAINS, OF_BUDGET = (0.0025, 0.0025, 0.005), 0.02
"""Differences of adoption, gap and lock-in, and of cost as a share of the budget, that are too fine to matter."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What is wanted: an outcome told by group, and three limits.

    At most `budget` US$ more than the base over the whole run; at least the share `floor` in the group
    that is served least; at most the share `denied` of all needs denied since the start, or, when that is
    None, no more of them than the base denies (and `HARMLESS`).
    """

    outcome: str
    budget: float
    floor: float = 0.0
    denied: float | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A mix and its means over the cities.

    `adoption` is the share of adults, `gain` what the mix adds to it, `worst` the share in the group served
    least, `lock_in` an index, `denied` the share of needs denied since the start, `harm` by how much the mix
    raises it, `cost` US$ on top of the base.
    """

    mix: Mix
    adoption: float
    gain: float
    worst: float
    lock_in: float
    denied: float
    harm: float
    cost: float

    @property
    def uses(self) -> frozenset[str]:
        """The policies of the mix by name."""
        return frozenset(name for name, _, _ in self.mix)

    @property
    def gap(self) -> float:
        """By how much the group served least lies behind everybody."""
        return self.adoption - self.worst

    @property
    def aims(self) -> tuple[float, float, float, float]:
        """All four so that more is worse: adoption, the worst group's gap, lock-in and cost."""
        return (-self.adoption, self.gap, self.lock_in, self.cost)

    def excess(self, goal: Goal) -> tuple[float, float, float]:
        """By how much it breaks the budget (as a share of it), the floor, and the limit on denials.

        None of the three is above 0 when it keeps them all.
        """
        denials = self.harm - HARMLESS if goal.denied is None else self.denied - goal.denied
        return self.cost / goal.budget - 1, goal.floor - self.worst, denials

    def fits(self, goal: Goal) -> bool:
        """Whether it keeps all three limits."""
        return max(self.excess(goal)) <= 0


def check_goal(goal: Goal) -> None:
    """Refuse goals that mean nothing."""
    if goal.outcome not in OUTCOMES:
        raise DPICityError(
            f"--outcome {goal.outcome}: this takes an outcome told by group; {nearest(goal.outcome, OUTCOMES)}"
        )
    if not 0 < goal.budget < float("inf"):
        raise DPICityError(f"--budget {goal.budget:g}: give US$ above 0, such as 5e6.")
    if not 0 <= goal.floor <= 1:
        raise DPICityError(
            f"--floor {goal.floor:g}: give a share from 0 to 1, such as 0.5 for half of every group."
        )
    if goal.denied is not None and not 0 <= goal.denied <= 1:
        raise DPICityError(
            f"--denied {goal.denied:g}: give a share from 0 to 1, such as 0.05 for one need in twenty."
        )


def front(scores: Sequence[Score], goal: Goal) -> list[Score]:
    """The scores that no other one beats, where differences that are too fine to matter count as none.

    Aims are rounded up to whole grains (`GRAINS`; of cost, a share of the budget): epsilon-dominance, Laumanns
    et al. 2002. Of mixes that come to the same grains only the shortest is kept, and of these the cheapest.
    """
    grains = np.array([*GRAINS, OF_BUDGET * goal.budget])
    unique: dict[tuple[float, ...], Score] = {}
    for score in sorted(scores, key=lambda s: (len(s.mix), s.cost, s.mix)):
        unique.setdefault(tuple(np.ceil(np.array(score.aims) / grains).tolist()), score)
    table = np.array(list(unique))
    return [
        score for aims, score in unique.items()
        if not ((table <= aims).all(axis=1) & (table < aims).any(axis=1)).any()
    ]  # fmt: skip


type Order = Callable[[Score], tuple[float, ...]]
"""A key by which the best score comes first."""


def by_adoption(score: Score) -> tuple[float, ...]:
    """Most people first; the cheaper of equals."""
    return (-score.adoption, score.cost)


def by_gap(score: Score) -> tuple[float, ...]:
    """The smallest gap first; the cheaper of equals."""
    return (score.gap, score.cost)


def by_worst(score: Score) -> tuple[float, ...]:
    """Most people in the group served least first, farthest above any floor; the cheaper of equals."""
    return (-score.worst, score.cost)


def by_lock_in(score: Score) -> tuple[float, ...]:
    """The least lock-in first; the cheaper of equals."""
    return (score.lock_in, score.cost)


def by_cost(score: Score) -> tuple[float, ...]:
    """The cheapest first; the one that reaches more of equals."""
    return (score.cost, -score.adoption)


def balance(scores: Sequence[Score]) -> Order:
    """Nearest to the best of all four aims, each on the scale of what was found."""
    table = np.array([score.aims for score in scores])
    low, width = table.min(axis=0), np.maximum(np.ptp(table, axis=0), 1e-12)

    def distance(score: Score) -> tuple[float, ...]:
        return (float((((np.array(score.aims) - low) / width) ** 2).sum()), score.cost)

    return distance


def leaders(scores: Sequence[Score], number: int) -> list[Score]:
    """The few that lead in an aim or on balance, best first, in turn."""
    if not scores:
        return []
    orders = (by_adoption, by_worst, by_gap, balance(scores), by_lock_in, by_cost)
    ranked = [sorted(scores, key=order) for order in orders]
    found = dict.fromkeys(ranking[place] for place in range(len(scores)) for ranking in ranked)
    return list(found)[:number]
