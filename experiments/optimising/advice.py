"""From a front of mixes to three recommendations, judged again where the search has not looked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from experiments.language import mark, t
from experiments.optimising.alone import NothingFits
from experiments.optimising.judge import Judge
from experiments.optimising.scores import (
    Goal,
    Order,
    Score,
    balance,
    by_adoption,
    by_cost,
    by_gap,
    by_lock_in,
    front,
    leaders,
)
from experiments.optimising.search import Effort, search
from experiments.optimising.space import Choices, named, with_mix
from experiments.sensitivity.draws import Assumptions, drawn
from experiments.sensitivity.inputs import inputs_of
from experiments.telling.numbers import money

if TYPE_CHECKING:
    from experiments.optimising.company import Team
    from experiments.optimising.space import Mix
    from experiments.running.bench import Bench
    from sim.scenario import Scenario

UNSEEN = 1001  # first of the seeds on which winners are judged again
FINALISTS = 8
WANTED = 3
CLEAR = 0.005  # a mix that adds fewer than half a person of 100 is no use of money
SAFEST, NEXT = mark("Safest"), mark("Next best")
AGAIN, DOUBTS = mark("Judging the best in other cities"), mark("Judging them under other assumptions")


@dataclass(frozen=True, slots=True)
class Doubts:
    """How a mix does when assumptions are drawn.

    Of the `draws` that came to their end it keeps all limits in `holds`, and breaks budget, floor and limit on
    denials in `breaks`; `gain` is what it adds in a low, a middle and a high one (5, 50 and 95 %).
    """

    draws: int
    holds: int
    breaks: tuple[int, int, int]
    gain: tuple[float, float, float]

    @property
    def kept(self) -> float:
        """The share of the draws in which it keeps all limits."""
        return self.holds / self.draws if self.draws else 0.0


@dataclass(frozen=True, slots=True)
class Advice:
    """One recommendation, with its score on unseen cities.

    `also` are further titles that it deserves; `promised` is what the search itself had found; `keeps` tells
    whether it keeps all limits on the unseen cities.
    """

    title: str
    also: tuple[str, ...]
    score: Score
    promised: Score
    keeps: bool
    doubts: Doubts


@dataclass(frozen=True, slots=True)
class Optimum:
    """The base without any further policy, the front, the recommendations, and what else was found out.

    `broke` counts finalists that broke a limit in the unseen cities, `left_out` policies that move nothing
    that is looked at or do not fit, `failed` why runs failed. `teamed` counts teams tried for what they are
    worth together, and `teams` are those that are worth more than their parts. `judged` counts the mixes of which
    the safest is one.
    """

    goal: Goal
    base: Score
    front: tuple[Score, ...]
    advice: tuple[Advice, ...]
    tried: int
    broke: int
    left_out: int
    assumed: Assumptions
    failed: tuple[str, ...] = ()
    teamed: int = 0
    teams: tuple[Team, ...] = ()
    judged: int = 0


@dataclass(frozen=True, slots=True)
class Checks:
    """How winners are judged again: in so many unseen cities, and under so many draws of the assumptions.

    Numbers in the calibrated `sets` are drawn from them; the others move by `spread`, see sensitivity.
    """

    unseen: int = 3
    draws: int = 12
    spread: float = 0.25
    sets: tuple[str, ...] = ()


def optimise(
    bench: Bench, base: Scenario, choices: Choices, goal: Goal, seeds: Sequence[int], *,
    effort: Effort | None = None, checks: Checks | None = None,
) -> Optimum:  # fmt: skip
    """Search, and judge the best mixes again on unseen cities and under drawn assumptions.

    Mixes of which a run failed are left out. Raises `NothingFits` when nothing keeps all limits.
    """
    judge, how = Judge(bench, base, goal, choices), checks or Checks()
    tried = search(judge, seeds, effort or Effort())
    best = front(worthwhile(tried.scores, goal), goal)
    promised = {score.mix: score for score in leaders(best, FINALISTS)}
    nothing, *again = judge.score([(), *promised], [UNSEEN + k for k in range(how.unseen)], AGAIN)
    assert nothing is not None, "the judge raises when the base failed"
    whole = [score for score in again if score is not None]
    kept = [score for score in whole if score.fits(goal)]
    final = kept or whole
    assumed, doubts = doubted(judge, [score.mix for score in final], how)
    known = dict(zip(final, doubts, strict=True))
    advice = tuple(
        Advice(titles[0], tuple(titles[1:]), score, promised[score.mix], score.fits(goal), known[score])
        for score, titles in recommended(final, {score: doubt.kept for score, doubt in known.items()})
    )
    return Optimum(
        goal, nothing, tuple(sorted(best, key=by_cost)), advice, len(tried.scores), len(whole) - len(kept),
        len(choices.uses) - len(tried.mixed.uses), assumed, tuple(judge.failed.values()),
        tried.teamed, tried.teams, len(final),
    )  # fmt: skip


def worthwhile(tried: Sequence[Score], goal: Goal) -> list[Score]:
    """The mixes that keep all limits and add anybody, or lessen the gap or lock-in; an error when none does."""
    nothing = next(score for score in tried if not score.mix)
    fit = [score for score in tried if score.mix and score.fits(goal)]
    good = [
        score for score in fit
        if max(score.gain, nothing.gap - score.gap, nothing.lock_in - score.lock_in) > CLEAR
    ]  # fmt: skip
    if good:
        return good
    if fit:
        raise NothingFits(
            t("No mix that was tried for {budget} brings in anybody, closes a gap or lessens lock-in. Give a larger "
              "budget.", budget=money(goal.budget))
        )  # fmt: skip
    raise NothingFits(_nothing_fits(tried, goal))


def _nothing_fits(tried: Sequence[Score], goal: Goal) -> str:
    """Which limit cannot be kept, and the nearest thing that can be had."""
    within = [score for score in tried if score.cost <= goal.budget]
    harmless = [score for score in within if score.excess(goal)[2] <= 0]
    if not harmless:
        best = min(within, key=lambda s: s.excess(goal)[2])
        return t(
            "--denied {limit}: no mix within the budget stays under it. The best that was found denies {share} of all "
            "needs: {mix}. Give a higher limit.",
            limit=f"{goal.denied:g}", share=f"{best.denied:.3f}", mix=named(best.mix),
        )  # fmt: skip
    best = max(harmless, key=lambda s: s.worst)
    return t(
        "--floor {limit}: no mix within the budget reaches it. The best that was found brings the group served least to "
        "{share}: {mix}. Give a lower floor or a larger budget.",
        limit=f"{goal.floor:g}", share=f"{best.worst:.2f}", mix=named(best.mix),
    )  # fmt: skip


def recommended(
    scores: Sequence[Score], safety: Mapping[Score, float] = MappingProxyType({})
) -> list[tuple[Score, list[str]]]:
    """Up to three mixes, each with the titles that it deserves among them all.

    With `safety`, the share of draws in which each keeps all limits, one of them is the safest: of equals, the one
    that reaches most people.

    A mix that comes as near to the best in an aim as makes no difference (`CLEAR`) deserves the title as well;
    of several, one that is recommended already, else the cheapest.
    """
    if not scores:
        return []
    gaining = [score for score in scores if score.gain > CLEAR] or list(scores)
    orders: dict[str, tuple[Order, Sequence[Score], float]] = {
        mark("Most people"): (by_adoption, scores, CLEAR), SAFEST: (by_safety(safety), scores if safety else (), 0.0),
        mark("Smallest gap"): (by_gap, scores, CLEAR), mark("Best balance"): (balance(scores), scores, 0.0),
        mark("Lowest cost"): (by_cost, gaining, 0.0), mark("Least lock-in"): (by_lock_in, scores, CLEAR),
    }  # fmt: skip
    found: dict[Score, list[str]] = {}
    for title, (order, among, near) in orders.items():
        if not among:
            continue
        best = min(order(score) for score in among)[0]
        tie = order if title == SAFEST else by_cost
        equal = sorted((score for score in among if order(score)[0] <= best + near), key=tie)
        chosen = next((score for score in equal if score in found), equal[0])
        if chosen in found or len(found) < WANTED:
            found.setdefault(chosen, []).append(title)
    rest = sorted((score for score in scores if score not in found), key=balance(scores))
    found |= {score: [NEXT] for score in rest[: WANTED - len(found)]}
    return list(found.items())


def by_safety(safety: Mapping[Score, float]) -> Order:
    """The share of draws in which it keeps all limits; of equals, the one that reaches most people."""
    return lambda score: (-safety[score], *by_adoption(score))


def doubted(judge: Judge, mixes: Sequence[Mix], how: Checks) -> tuple[Assumptions, list[Doubts]]:
    """How mixes do under drawn assumptions, all of them and the base under the same draws."""
    plans = [with_mix(judge.base, mix, judge.choices) for mix in mixes]
    assumed = drawn(inputs_of(plans, spread=how.spread), how.draws, UNSEEN, how.sets)
    under = judge.under(mixes, [UNSEEN], DOUBTS, assumed.draws)
    return assumed, [
        _doubts([score for score in scores if score is not None], judge.goal) for scores in under
    ]


def _doubts(scores: Sequence[Score], goal: Goal) -> Doubts:
    if not scores:
        return Doubts(0, 0, (0, 0, 0), (float("nan"),) * 3)
    low, middle, high = np.quantile([score.gain for score in scores], [0.05, 0.5, 0.95]).tolist()
    broken = np.array([score.excess(goal) for score in scores]) > 0
    budget, floor, denied = broken.sum(axis=0).tolist()
    return Doubts(
        len(scores), sum(s.fits(goal) for s in scores), (budget, floor, denied), (low, middle, high)
    )
