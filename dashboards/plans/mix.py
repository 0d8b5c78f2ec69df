"""Good mixes of the page's policies under a budget: the search of `dpi-city optimise`, short and in a small city."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dashboards.plans.drafts import MOST, Draft, View
from experiments.language import t
from experiments.optimising.advice import FINALISTS, recommended, worthwhile
from experiments.optimising.alone import NothingFits
from experiments.optimising.judge import Judge
from experiments.optimising.scores import Goal, Score, front, leaders
from experiments.optimising.search import Effort, search
from experiments.optimising.space import Choices, with_mix
from experiments.running.runner import Plan
from sim.errors import DPICityError
from sim.scenario import PolicyUse, Scenario

if TYPE_CHECKING:
    from experiments.running.bench import Bench

SMALL_CITY = 2_000
CITY = 101
"""The seed of the city in which mixes are tried; a plan is then measured in the cities of the page."""
EFFORT = Effort(rounds=3, size=12, cities=1, teams=8)
TITLES: dict[str, Callable[[], str]] = {
    "Most people": lambda: t("Most people"), "Smallest gap": lambda: t("Smallest gap"),
    "Best balance": lambda: t("Best balance"), "Lowest cost": lambda: t("Lowest cost"),
    "Least lock-in": lambda: t("Least lock-in"), "Next best": lambda: t("Next best"),
}  # fmt: skip
"""The titles of recommendations, in the language in force."""


@dataclass(frozen=True, slots=True)
class Mix:
    """One recommendation, or a plan of the page beside it.

    Its titles, its policies, the share of adults it adds, the share in the group served least, its cost in US$ on
    top of the base, and how far it is tied to its vendors (0 to 1).
    """

    titles: tuple[str, ...]
    uses: tuple[PolicyUse, ...]
    gain: float
    worst: float
    cost: float
    lock_in: float


@dataclass(frozen=True, slots=True)
class Mixes:
    """What the search found; empty when no mix stays within the budget and brings in anybody.

    `base` is the base without any policy, `own` the plans of the page, in the same city.
    """

    best: tuple[Mix, ...]
    tried: int
    base: Mix | None = None
    own: tuple[Mix, ...] = ()


def candidates(view: View) -> tuple[PolicyUse, ...]:
    """Every policy that a plan on the page uses, once each: as the last plan uses it last, at full strength."""
    found = {use.use: use for draft in view.drafts for use in draft.scenario.policies}
    return tuple(replace(found[name], intensity=1.0) for name in sorted(found))


def most_runs(uses: tuple[PolicyUse, ...], own: int) -> int:
    """The most runs that the search can take, with those of so many plans of the page."""
    return EFFORT.most_runs(len(uses)) + own


def find(
    bench: Bench, base: Scenario, uses: tuple[PolicyUse, ...], budget: float, outcome: str,
    own: Sequence[Scenario] = (),
) -> Mixes:  # fmt: skip
    """Up to three mixes for a budget over the whole period, in US$ more than the base spends without policies.

    None of them denies more needs than the base does. The plans in `own` are measured in the same city.
    """
    start = replace(_small(base), policies=())
    choices, goal = Choices(uses), Goal(outcome, budget)
    judge = Judge(bench, start, goal, choices)
    try:
        tried = search(judge, [CITY], EFFORT).scores
        picks = recommended(leaders(front(worthwhile(tried, goal), goal), FINALISTS))
    except NothingFits:
        return Mixes((), len(uses))
    nothing = next(score for score in tried if not score.mix)
    measured = judge.plans([Plan(plan.name, _small(plan)) for plan in own], [CITY], "")
    return Mixes(
        tuple(_told(score, titles, with_mix(start, score.mix, choices).policies) for score, titles in picks),
        len(tried),
        _told(nothing),
        tuple(_told(score, [plan.title]) for plan, score in zip(own, measured, strict=True) if score),
    )


def _small(scenario: Scenario) -> Scenario:
    return replace(scenario, residents=min(scenario.residents, SMALL_CITY))


def _told(score: Score, titles: Sequence[str] = (), uses: tuple[PolicyUse, ...] = ()) -> Mix:
    return Mix(tuple(titles), uses, score.gain, score.worst, score.cost, score.lock_in)


def as_plan(view: View, mix: Mix, title: str) -> View:
    """The mix as one plan more on the page, where it is run in other cities than those of the search."""
    if len(view.drafts) >= MOST:
        raise DPICityError(t("There is room for {number} plans. Remove one first.", number=MOST))
    place = min(set(range(MOST + 1)) - {d.place for d in view.drafts})
    first = view.drafts[0]
    scenario = replace(
        first.scenario, name=f"best-mix-{place}", title=title, policies=mix.uses, question="", path=""
    )
    return replace(view, drafts=(*view.drafts, Draft(place, first.base, scenario)), chosen=place)
