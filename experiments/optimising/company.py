"""Policies that help only together: found by what each is worth in the company of all others.

Alone, a policy may do nothing for want of others: papers without an office to register at. So one looks from above, where
nothing is wanting, and not from below, where a pair of which neither helps alone, or three of which no two help, cannot be
told from policies that do nothing:

1. A mix of all policies, but for those that by themselves shut too many out, is stripped of whatever it loses nothing by,
   one after the other. Of several that stand in for each other one is left, so that none hides what the others need.
2. Worth more last, in what is left, than first, alone: such policies are helped by others.
3. Two of them need each other when one is worth less where the other is gone:
   [v(C) − v(C−i)] − [v(C−k) − v(C−i−k)] > 0 in some aim. Three or more that need each other in pairs are one team:
   where all others are there, a team of any size shows in its pairs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from experiments.language import mark
from experiments.optimising.space import Mix, mix_of

if TYPE_CHECKING:
    from experiments.optimising.alone import Alone
    from experiments.optimising.judge import Judge
    from experiments.optimising.scores import Score
    from sim.tables import Array

STEP = mark("Every policy taken out of all")
NOTICED = 1e-3  # worth this much more last than first: a policy that company could help
CLEAR = 0.005  # half a person of 100 more than the sum of the parts: a team
MOST_HELPED = 12  # policies that are looked at in pairs, those most helped
MOST_IN_TEAM, MOST_TEAMS = 5, 10

type Chosen = dict[str, tuple[float, int]]
"""Policies at full strength from their first month, by name."""


@dataclass(frozen=True, slots=True)
class Team:
    """Policies that bring more together than in parts: by `people` of all adults, by `most` in any aim."""

    score: Score
    people: float
    most: float


def most_runs(policies: int) -> int:
    """The most runs that `candidates` takes: all, each taken out, each taken out for good, and pairs taken out."""
    return 1 + 2 * policies + MOST_HELPED * (MOST_HELPED - 1) // 2


def candidates(judge: Judge, alone: Alone, city: int, number: int) -> list[Mix]:
    """At most so many teams to try, within the budget: larger ones first, then pairs, those that need each other most."""
    above = Above(judge, city)
    everything: Chosen = {name: (1.0, alone.choices.months(name)[0]) for name in harmless(alone)}
    left = above.stripped(everything, alone)
    needs = above.needs(left, alone)
    pairs = sorted(needs, key=lambda pair: (-needs[pair], pair))
    mixes = [mix_of({name: left[name] for name in names}) for names in (*teams(needs), *pairs)]
    return [mix for mix in mixes if alone.cost(mix) <= alone.goal.budget][:number]


def harmless(alone: Alone) -> list[str]:
    """The policies that do not by themselves deny people more than may be."""
    usual = max(alone.nothing.excess(alone.goal)[2], 0)
    return [name for name, score in alone.single.items() if score.excess(alone.goal)[2] <= usual]


def teams(needs: Mapping[tuple[str, str], float]) -> list[tuple[str, ...]]:
    """Three policies or more of which each clearly needs each other one, the largest first."""
    import networkx as nx

    graph = nx.Graph([pair for pair, need in needs.items() if need > CLEAR])
    found = [tuple(sorted(names)) for names in nx.find_cliques(graph) if 2 < len(names) <= MOST_IN_TEAM]
    return sorted(found, key=lambda names: (-len(names), names))[:MOST_TEAMS]


class Above:
    """Mixes of nearly everything, run in one city, and what is lost when policies are taken out."""

    def __init__(self, judge: Judge, city: int) -> None:
        self._judge, self._city = judge, city

    def aims(self, mixes: Sequence[Chosen]) -> list[Array | None]:
        """The aims of each mix; None for one of which the run failed."""
        scores = self._judge.score([mix_of(mix) for mix in mixes], [self._city], STEP)
        return [None if score is None else _aims(score) for score in scores]

    def stripped(self, everything: Chosen, alone: Alone) -> Chosen:
        """A mix of all without the policies by which it loses nothing, those first that matter least and cost most."""
        whole, *without = self.aims([everything, *(_less(everything, name) for name in everything)])
        if whole is None:
            return {}
        loss = {
            name: np.inf if rest is None else float((whole - rest).max())
            for name, rest in zip(everything, without, strict=True)
        }
        left = everything
        for name in sorted(everything, key=lambda name: (loss[name], -alone.single[name].cost, name)):
            if loss[name] > NOTICED:
                break
            (rest,) = self.aims([_less(left, name)])
            if rest is not None and (whole - rest).max() <= NOTICED:
                left = _less(left, name)
        return left

    def needs(self, left: Chosen, alone: Alone) -> dict[tuple[str, str], float]:
        """By how much, in the aim where it is most, two of the policies that are left need each other."""
        if len(left) < 2:
            return {}
        whole, *without = self.aims([left, *(_less(left, name) for name in left)])
        rest = {name: aims for name, aims in zip(left, without, strict=True) if aims is not None}
        if whole is None:
            return {}
        more = {
            name: float((whole - aims - np.maximum(_worth(alone.single[name], alone), 0)).max())
            for name, aims in rest.items()
        }
        helped = sorted((name for name in more if more[name] > NOTICED), key=lambda name: -more[name])
        pairs = list(combinations(sorted(helped[:MOST_HELPED]), 2))
        both = self.aims([_less(left, *pair) for pair in pairs])
        found = {
            (one, other): float((whole - rest[one] - rest[other] + aims).max())
            for (one, other), aims in zip(pairs, both, strict=True) if aims is not None
        }  # fmt: skip
        return {pair: need for pair, need in found.items() if need > NOTICED}


def helping(scores: Sequence[Score], alone: Alone) -> list[Team]:
    """The teams that bring clearly more than their parts, the one that brings most people first."""
    worth = {score.uses: np.maximum(_worth(score, alone), 0) for score in (*alone.single.values(), *scores)}
    found = []
    for score in scores:
        extra = _worth(score, alone) - _in_parts(score.uses, worth)
        if extra.max() > CLEAR:
            found.append(Team(score, float(extra[0]), float(extra.max())))
    return sorted(found, key=lambda team: (-team.people, -team.most, team.score.mix))


def _in_parts(uses: frozenset[str], worth: Mapping[frozenset[str], Array]) -> Array:
    """The most, aim by aim, that the policies bring in two parts, each of which was tried or adds up."""
    single: Array = np.sum([worth[frozenset([name])] for name in uses], axis=0)
    splits = [
        frozenset(part) for size in range(2, len(uses)) for part in combinations(sorted(uses), size)
        if frozenset(part) in worth
    ]  # fmt: skip
    parts = [worth[part] + _in_parts(uses - part, worth) for part in splits if len(uses - part)]
    best: Array = np.max([single, *parts], axis=0)
    return best


def _less(mix: Chosen, *names: str) -> Chosen:
    return {name: use for name, use in mix.items() if name not in names}


def _aims(score: Score) -> Array:
    """All three so that more is better: people, the group served least, independence of vendors."""
    return np.array([score.adoption, score.worst, -score.lock_in])


def _worth(score: Score, alone: Alone) -> Array:
    worth: Array = _aims(score) - _aims(alone.nothing)
    return worth
