"""The search: every policy alone first, then mixes by NSGA-II (Deb et al. 2002) from good beginnings.

Mixes are asked for a generation at a time, whatever the number of processes, and every finished run is
kept, so a search that is repeated takes the same way and one that was stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from experiments.optimising.scores import Goal, Score, score_all
from experiments.optimising.space import STRENGTHS, Mix, mix_of, starts
from experiments.telling.numbers import money
from sim.errors import DPICityError

if TYPE_CHECKING:
    from experiments.running.bench import Bench
    from sim.scenario import Scenario

ALONE, MIXES = "Every policy alone", "Mixing policies"
LUCK = 1
PARTS = (1.0, 0.9, 0.75, 0.5, 0.25)  # of the budget, spent by the mixes to begin with


@dataclass(frozen=True, slots=True)
class Effort:
    """How long is searched: generations of so many mixes, each in `cities` simulated cities."""

    generations: int = 10
    size: int = 24
    cities: int = 2


QUICK = Effort(generations=3, size=16, cities=1)
"""For a page that waits."""


def alone(
    bench: Bench, base: Scenario, names: Sequence[str], goal: Goal, seeds: Sequence[int]
) -> list[Score]:
    """Every policy by itself, from the earliest start at full strength."""
    first = starts(base)[0]
    mixes: list[Mix] = [((name, 1.0, first),) for name in names]
    return [found[0] for found in score_all(bench, base, mixes, goal, seeds, ALONE)]


def useful(base: Scenario, single: Sequence[Score], goal: Goal) -> list[str]:
    """The policies worth mixing: half of it, started last, fits in the budget.

    Raises `DPICityError` when not even the cheapest does.
    """
    months = base.months
    last, first = starts(base)[-1], starts(base)[0]
    part = STRENGTHS[1] * (months - last) / max(months - first, 1)
    found = [score.mix[0][0] for score in single if score.cost * part <= goal.budget]
    if not found:
        cheapest = min(single, key=lambda score: score.cost)
        raise DPICityError(
            f"--budget {goal.budget:g}: nothing fits in it. The cheapest policy, {cheapest.mix[0][0]}, costs "
            f"{money(cheapest.cost)} over the whole run."
        )
    return found


def beginnings(single: Sequence[Score], nothing: Score, goal: Goal) -> list[dict[str, tuple[float, int]]]:
    """Mixes to begin with: the best policies by gain for their cost, for two aims and several parts of the budget."""
    found: list[dict[str, tuple[float, int]]] = []
    for part in PARTS:
        for gain in (lambda s: s.adoption - nothing.adoption, lambda s: s.worst - nothing.worst):
            spent, chosen = 0.0, {}
            for score in sorted(single, key=lambda s: -gain(s) / max(s.cost, 1.0)):
                if gain(score) > 0 and spent + score.cost <= part * goal.budget:
                    spent += max(score.cost, 0.0)
                    name, strength, month = score.mix[0]
                    chosen[name] = (strength, month)
            if chosen and chosen not in found:
                found.append(chosen)
    return found


def search(
    bench: Bench, base: Scenario, names: Sequence[str], goal: Goal, seeds: Sequence[int], effort: Effort
) -> list[Score]:
    """Every mix that was tried, with its score; the same list for the same arguments."""
    import optuna

    cities = seeds[: effort.cities]
    single = alone(bench, base, names, goal, cities)
    nothing = score_all(bench, base, [()], goal, cities, ALONE)[0][0]
    kept = useful(base, single, goal)
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    sampler = optuna.samplers.NSGAIISampler(population_size=effort.size, seed=LUCK)
    study = optuna.create_study(directions=["minimize"] * 4, sampler=sampler)
    worth = [score for score in single if score.mix[0][0] in kept]
    for begin in beginnings(worth, nothing, goal):
        study.enqueue_trial(_written(begin, kept, base))
    tried = [nothing, *single]
    for _ in range(effort.generations):
        asked = [study.ask() for _ in range(effort.size)]
        mixes = [_read(trial, kept, base) for trial in asked]
        scores = [found[0] for found in score_all(bench, base, mixes, goal, cities, MIXES)]
        for trial, score in zip(asked, scores, strict=True):
            for name, excess in zip(("budget", "floor"), score.excess(goal), strict=True):
                trial.set_constraint(name, excess)
            study.tell(trial, score.aims)
        tried += scores
    return tried


def _written(chosen: dict[str, tuple[float, int]], names: Sequence[str], base: Scenario) -> dict[str, Any]:
    first = starts(base)[0]
    found: dict[str, Any] = {}
    for name in names:
        strength, month = chosen.get(name, (0.0, first))
        found |= {f"{name} strength": strength, f"{name} start": month}
    return found


def _read(trial: Any, names: Sequence[str], base: Scenario) -> Mix:
    """The mix that the sampler proposes."""
    return mix_of({
        name: (
            trial.suggest_categorical(f"{name} strength", STRENGTHS),
            trial.suggest_categorical(f"{name} start", starts(base)),
        )
        for name in names
    })  # fmt: skip
