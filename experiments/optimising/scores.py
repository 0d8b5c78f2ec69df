"""What a mix brings and costs, and which mixes no other one beats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparing.gaps import OUTCOMES
from experiments.optimising.space import Mix, with_mix
from experiments.running.trials import COST, Trial
from experiments.sensitivity.inputs import applied
from sim.errors import DPICityError, nearest

if TYPE_CHECKING:
    from experiments.running.bench import Bench
    from experiments.running.trials import Answer
    from sim.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Goal:
    """What is wanted: an outcome told by group, at most `budget` US$ more than the base over the whole run,

    and at least the share `floor` in the group that is served least.
    """

    outcome: str
    budget: float
    floor: float = 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """A mix: share of adults, share in the group served least, lock-in, and extra cost in US$."""

    mix: Mix
    adoption: float
    worst: float
    lock_in: float
    cost: float

    @property
    def aims(self) -> tuple[float, float, float, float]:
        """All four so that more is worse: adoption, the worst group's gap, lock-in and cost."""
        return (-self.adoption, self.adoption - self.worst, self.lock_in, self.cost)

    @property
    def gap(self) -> float:
        """By how much the group served least lies behind everybody."""
        return self.adoption - self.worst

    def excess(self, goal: Goal) -> tuple[float, float]:
        """By how much it breaks the budget (as a share of it) and the floor; at most 0 when it keeps them."""
        return self.cost / goal.budget - 1, goal.floor - self.worst

    def fits(self, goal: Goal) -> bool:
        """Whether it keeps the budget and the floor."""
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


def score_all(
    bench: Bench, base: Scenario, mixes: Sequence[Mix], goal: Goal, seeds: Sequence[int], step: str,
    assumed: Sequence[Mapping[str, float]] = ({},),
) -> list[list[Score]]:  # fmt: skip
    """One list of scores a mix: a score for each set of assumptions, over all seeds.

    Cost is what the mix adds to the base in the same cities under the same assumptions.
    """
    readings = (goal.outcome, f"{goal.outcome}/*", "lock_in", COST)
    trials = [
        Trial(applied(with_mix(base, mix), values), seed, readings)
        for mix in ((), *mixes) for values in assumed for seed in seeds
    ]  # fmt: skip
    answers = bench.ask(trials, step)
    per = [answers[i : i + len(seeds)] for i in range(0, len(answers), len(seeds))]
    nothing, rest = per[: len(assumed)], per[len(assumed) :]
    return [
        [_score(mix, rest[m * len(assumed) + k], nothing[k], goal.outcome) for k in range(len(assumed))]
        for m, mix in enumerate(mixes)
    ]


def _score(mix: Mix, found: Sequence[Answer], nothing: Sequence[Answer], outcome: str) -> Score:
    """Means over the cities; the group served least is the one with the lowest mean."""
    for one in (*found, *nothing):
        if not one.ok:
            raise DPICityError(f"A run failed, so its mix cannot be judged: {one.error}")
    groups = [one.groups(outcome) for one in found]
    shared = sorted(set.intersection(*(set(g) for g in groups)))
    worst = min((float(np.mean([g[name] for g in groups])) for name in shared), default=float("nan"))
    adoption, lock_in = (float(np.mean([one.value(name) for one in found])) for name in (outcome, "lock_in"))
    cost = float(np.mean([a.value(COST) - b.value(COST) for a, b in zip(found, nothing, strict=True)]))
    return Score(mix, adoption, worst, lock_in, cost)


def front(scores: Sequence[Score]) -> list[Score]:
    """The scores that no other one beats: none is at least as good in all four aims and better in one."""
    unique = list({score.mix: score for score in scores}.values())
    return [
        one for one in unique
        if not any(
            other.aims != one.aims and all(a <= b for a, b in zip(other.aims, one.aims, strict=True))
            for other in unique
        )
    ]  # fmt: skip
