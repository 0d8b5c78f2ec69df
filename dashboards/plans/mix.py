"""A good mix of policies under a budget: a quick search that adds one policy at a time.

Begin with no new policy. In every round try each policy that is left, drop those that would break the
budget, and keep the one that brings in most people for its money; stop when none brings in anybody. That
finds good mixes fast, but not those of which the parts help only together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dashboards.plans.drafts import MOST, Draft, View
from experiments.language import t
from sim.errors import DPICityError
from sim.scenario import PolicyUse, Scenario

SMALL_CITY = 2_000
LEAST = 0.001  # a share of adults; less than that is chance in a small city

type Score = tuple[float, float]
"""The share of adults that counts, and public spending in US$."""
type Ask = Callable[[Sequence[Scenario]], list[Score]]


@dataclass(frozen=True, slots=True)
class Mix:
    """What the search found: policies in the order in which they came in, what they cost, whom they add."""

    uses: tuple[PolicyUse, ...]
    gain: float
    cost: float
    tried: int


def candidates(view: View) -> tuple[PolicyUse, ...]:
    """Every policy that a plan on the page uses, as it is used there, once each."""
    found: dict[str, PolicyUse] = {}
    for draft in view.drafts:
        for use in draft.scenario.policies:
            found.setdefault(use.use, use)
    return tuple(found.values())


def search(ask: Ask, base: Scenario, uses: Sequence[PolicyUse], budget: float) -> Mix:
    """The mix for a budget over the whole period, in US$ more than the base spends."""
    start = replace(base, policies=(), residents=min(base.residents, SMALL_CITY))
    ((before, spent),) = ask([start])
    chosen: tuple[PolicyUse, ...] = ()
    left, at, tried = list(uses), (before, spent), 1
    while left:
        scores = ask([replace(start, policies=(*chosen, use)) for use in left])
        tried += len(left)
        within = [(use, s) for use, s in zip(left, scores, strict=True) if s[1] - spent <= budget]
        better = [(use, s) for use, s in within if s[0] - at[0] > LEAST]
        if not better:
            break
        use, at = max(better, key=lambda found: worth(found[1], at))
        chosen = (*chosen, use)
        left = [other for other, _ in within if other != use]
    return Mix(chosen, at[0] - before, at[1] - spent, tried)


def worth(score: Score, before: Score) -> float:
    """People added for each dollar; what costs next to nothing counts as one dollar."""
    return (score[0] - before[0]) / max(score[1] - before[1], 1.0)


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
