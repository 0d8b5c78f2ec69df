"""From a front of mixes to three recommendations, judged again where the search has not looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparing.stats import Estimate, estimate
from experiments.optimising.scores import Goal, Score, front, score_all
from experiments.optimising.search import Effort, search
from experiments.optimising.space import with_mix
from experiments.sensitivity.inputs import inputs_of, latin, points
from sim.errors import DPICityError

if TYPE_CHECKING:
    from experiments.running.bench import Bench
    from sim.scenario import Scenario

UNSEEN = 1001  # first of the seeds on which winners are judged again
FINALISTS = 6
TITLES = ("Most people", "Smallest gap", "Best balance")
AGAIN = "Judging the best again"


@dataclass(frozen=True, slots=True)
class Advice:
    """One recommendation: its score on unseen cities, and how it holds under other assumptions.

    `holds` is the share of draws of the assumptions in which it keeps budget and floor; `adoption` the
    outcome over these draws; `promised` what the search itself had found; `keeps` whether budget and
    floor are kept on the unseen cities.
    """

    title: str
    score: Score
    promised: Score
    holds: float
    adoption: Estimate
    keeps: bool


@dataclass(frozen=True, slots=True)
class Optimum:
    """The base without any further policy, the front, and the recommendations."""

    goal: Goal
    base: Score
    front: tuple[Score, ...]
    advice: tuple[Advice, ...]
    tried: int


def optimise(
    bench: Bench, base: Scenario, names: Sequence[str], goal: Goal, seeds: Sequence[int], *,
    effort: Effort | None = None, draws: int = 12, unseen: int = 3, spread: float = 0.25,
) -> Optimum:  # fmt: skip
    """Search, and judge the best mixes again on unseen cities and under drawn assumptions.

    Raises `DPICityError` when nothing keeps the budget and the floor.
    """
    tried = search(bench, base, names, goal, seeds, effort or Effort())
    fit = [score for score in tried if score.fits(goal) and score.mix]
    if not fit:
        best = max((s for s in tried if s.cost <= goal.budget), key=lambda s: s.worst)
        raise DPICityError(
            f"--floor {goal.floor:g}: no mix within the budget reaches it. The best that was found brings the group "
            f"served least to {best.worst:.2f}. Give a lower floor or a larger budget."
        )
    best_fit = front(fit)
    chosen = finalists(best_fit)
    cities = [UNSEEN + k for k in range(unseen)]
    again = [s[0] for s in score_all(bench, base, [(), *(s.mix for s in chosen)], goal, cities, AGAIN)]
    promised = {score.mix: score for score in chosen}
    picks = recommended([s for s in again[1:] if s.fits(goal)] or again[1:])
    inputs = inputs_of([with_mix(base, s.mix) for _, s in picks], spread=spread)
    assumed = points(inputs, latin(inputs, draws, UNSEEN))
    under = score_all(bench, base, [s.mix for _, s in picks], goal, cities[:1], AGAIN, assumed)
    advice = tuple(
        Advice(title, score, promised[score.mix], float(np.mean([s.fits(goal) for s in scores])),
               estimate([s.adoption for s in scores]), score.fits(goal))
        for (title, score), scores in zip(picks, under, strict=True)
    )  # fmt: skip
    return Optimum(goal, again[0], tuple(sorted(best_fit, key=lambda s: s.cost)), advice, len(tried))


def finalists(scores: Sequence[Score]) -> list[Score]:
    """The few mixes that lead on an aim or on balance, best first."""
    orders = (by_adoption, by_gap, balance(scores))
    found: dict[object, Score] = {}
    for place in range(len(scores)):
        for order in orders:
            score = sorted(scores, key=order)[place]
            if len(found) < FINALISTS:
                found.setdefault(score.mix, score)
    return list(found.values())


def recommended(scores: Sequence[Score]) -> list[tuple[str, Score]]:
    """Up to three different mixes: the one that reaches most, the one with the smallest gap, the balanced one."""
    left = list(scores)
    found = []
    for title, order in zip(TITLES, (by_adoption, by_gap, balance(scores)), strict=True):
        if left:
            score = min(left, key=order)
            left.remove(score)
            found.append((title, score))
    return found


def by_adoption(score: Score) -> tuple[float, float]:
    """Most people first; the cheaper of equals."""
    return (-score.adoption, score.cost)


def by_gap(score: Score) -> tuple[float, float]:
    """The smallest gap first; the one that reaches more of equals."""
    return (score.gap, -score.adoption)


def balance(scores: Sequence[Score]) -> object:
    """Nearest to the best of all four aims, each on the scale of what was found."""
    table = np.array([score.aims for score in scores])
    low, width = table.min(axis=0), np.maximum(np.ptp(table, axis=0), 1e-12)

    def distance(score: Score) -> float:
        return float((((np.array(score.aims) - low) / width) ** 2).sum())

    return distance
