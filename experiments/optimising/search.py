"""The search: every policy alone and in company, then mixes near the best ones, round after round.

What helps only together is found before the rounds (company.py): such teams are tried by themselves and joined to
the mixes to begin with.

A Pareto local search (Paquete, Chiarandini and Stützle 2004): each round takes the mixes that lead in one of
the four aims or on balance, and tries neighbours of them: a policy added, dropped or exchanged, another
strength or start, or two leaders joined. Rounds are asked for as a whole, whatever the number of processes, and
every finished run is kept, so a search that is repeated takes the same way and one that was stopped goes on
where it was.

A neighbour that the budget clearly cannot hold is not run. One that breaks a limit in the first city by more
than luck could mend is not run in the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.language import mark
from experiments.optimising.alone import Alone
from experiments.optimising.company import Team, candidates, helping, most_runs
from experiments.optimising.scores import Score, front, leaders
from experiments.optimising.space import STRENGTHS, Choices, Mix, mix_of

if TYPE_CHECKING:
    from experiments.optimising.judge import Judge
    from experiments.optimising.scores import Goal

TEAMS, MIXES = mark("Policies that help together"), mark("Mixing policies")
LUCK = 1
PARENTS = 8
JOINED = 3  # of the mixes to begin with, and of the teams, that are joined with each other
CLOSE = 1.05  # neighbours may cost so many times the budget by arithmetic: costs do not quite add up
TRIES = 40  # attempts at a new neighbour of one leader
AFTER_ONE = (0.1, 0.05, 0.01)  # excess over budget, floor and denials in one city that luck could still mend


@dataclass(frozen=True, slots=True)
class Effort:
    """How long is searched: rounds of so many mixes, each in `cities` simulated cities; at most so many teams first."""

    rounds: int = 10
    size: int = 24
    cities: int = 2
    teams: int = 40

    def most_runs(self, policies: int) -> int:
        """The most runs that a search among so many policies takes."""
        return (1 + policies + self.teams + self.rounds * self.size) * self.cities + most_runs(policies)


@dataclass(frozen=True, slots=True)
class Tried:
    """Every mix that was run, each policy alone among them, and the policies that were mixed.

    `teamed` counts the teams that were tried before the rounds; `teams` are those that help together.
    """

    scores: tuple[Score, ...]
    mixed: Choices
    teamed: int = 0
    teams: tuple[Team, ...] = ()


def search(judge: Judge, seeds: Sequence[int], effort: Effort) -> Tried:
    """Try mixes; the same ones, with the same scores, for the same arguments."""
    cities = seeds[: effort.cities]
    alone = Alone(judge, cities)
    alone.useful()  # nothing is tried when nothing fits
    asked_teams = candidates(judge, alone, cities[0], effort.teams)
    together = _scored(judge, asked_teams, cities, TEAMS)
    teams = helping(list(together.values()), alone)
    kept = alone.useful({name for team in teams for name in team.score.uses})
    names = frozenset(kept.names)
    tried: dict[Mix, Score] = {
        score.mix: score for score in (alone.nothing, *alone.single.values())
    } | together
    asked, mixes = set(tried), _begun(alone, kept, teams)
    for turn in range(effort.rounds):
        luck = np.random.default_rng([LUCK, turn])
        parents = _parents([s for s in tried.values() if s.uses <= names], judge.goal)
        mixes += _neighbours(parents, alone, kept, luck, asked | set(mixes), effort.size - len(mixes))
        tried |= _scored(judge, [mix for mix in mixes if mix not in asked], cities, MIXES)
        asked |= set(mixes)
        mixes = []
    return Tried(tuple(tried.values()), kept, len(asked_teams), tuple(teams))


def _begun(alone: Alone, kept: Choices, teams: Sequence[Team]) -> list[Mix]:
    """The mixes to begin with: the best policies for their cost, and the same joined with what helps together."""
    plain = alone.beginnings(kept.names)
    joined = [
        mix_of({name: (strength, month) for name, strength, month in (*mix, *team.score.mix)})
        for mix in plain[:JOINED] for team in teams[:JOINED]
    ]  # fmt: skip
    return list(
        dict.fromkeys([*plain, *(mix for mix in joined if alone.cost(mix) <= CLOSE * alone.goal.budget)])
    )


def _parents(scores: Sequence[Score], goal: Goal) -> list[Score]:
    """The leaders among the mixes that keep all limits; those that come nearest to it when they are few."""
    fit = [score for score in scores if score.fits(goal)]
    found = leaders(front(fit, goal), PARENTS) if fit else []
    near = sorted(scores, key=lambda s: sum(max(e, 0.0) for e in s.excess(goal)))
    return found + [score for score in near if score not in found][: PARENTS - len(found)]


def _neighbours(
    parents: Sequence[Score], alone: Alone, kept: Choices, luck: np.random.Generator, known: set[Mix], number: int
) -> list[Mix]:  # fmt: skip
    """New mixes near the parents, turn by turn, each within the budget by arithmetic."""
    found: list[Mix] = []
    for turn in range(max(number, 0)):
        parent = parents[turn % len(parents)]
        for _ in range(TRIES):
            mix = _moved(parent.mix, parents, kept, luck)
            cost = parent.cost + alone.cost(mix) - alone.cost(parent.mix)
            if mix and mix not in known and mix not in found and cost <= CLOSE * alone.goal.budget:
                found.append(mix)
                break
    return found


def _moved(mix: Mix, parents: Sequence[Score], kept: Choices, luck: np.random.Generator) -> Mix:
    """A neighbour: something dropped, something added, something used otherwise, or joined with a leader."""
    chosen = {name: (strength, month) for name, strength, month in mix}
    move = luck.integers(5)
    if move == 0:
        other = parents[int(luck.integers(len(parents)))].mix
        return mix_of({name: (strength, month) for name, strength, month in other} | chosen)
    if chosen and move in (1, 2):
        del chosen[str(luck.choice(sorted(chosen)))]
    if move in (2, 3):
        left = [name for name in kept.names if name not in chosen]
        if left:
            name = str(luck.choice(left))
            chosen[name] = (STRENGTHS[-1], kept.months(name)[0])
    if chosen and move == 4:
        name = str(luck.choice(sorted(chosen)))
        chosen[name] = (float(luck.choice(STRENGTHS[1:])), int(luck.choice(kept.months(name))))
    return mix_of(chosen)


def _scored(judge: Judge, mixes: Sequence[Mix], cities: Sequence[int], step: str) -> dict[Mix, Score]:
    """A score for each mix that ran: from all cities, or from the first alone when that leaves no hope."""
    first = dict(zip(mixes, judge.score(mixes, cities[:1], step), strict=True))
    hopeful = [
        mix for mix, score in first.items()
        if score and all(e <= most for e, most in zip(score.excess(judge.goal), AFTER_ONE, strict=True))
    ]  # fmt: skip
    scores = first | dict(zip(hopeful, judge.score(hopeful, cities, step), strict=True))
    return {mix: score for mix, score in scores.items() if score is not None}
