"""How much of a plan's effect each of its interventions brings, and what they bring only together.

For up to six interventions every subset is run in the same cities. With v(S) the outcome of subset S
less that of none, the Shapley value of intervention i is its mean addition over all orders in which
the interventions could be added (Shapley 1953, Contributions to the Theory of Games II):

    φ(i) = Σ over S without i of  |S|! (n − |S| − 1)! / n!  ·  (v(S + i) − v(S))

The values sum to v(all). `alone` is v({i}); `interaction` = v(all) − Σ alone says what would be
missed, or counted twice, by adding up single effects.

More than six policies are taken together by theme. What a plan changes besides its policies (shocks,
prices, what it leaves out of the base) counts as one more intervention, so that all of them together
are the plan itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from math import factorial
from typing import TYPE_CHECKING

import numpy as np

from experiments.language import mark
from experiments.running.runner import Plan, Progress, silent
from experiments.telling.names import plain_name
from experiments.telling.themes import theme_of
from sim.errors import DPICityError
from sim.registry import registry

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sim.scenario import PolicyUse, Scenario
    from sim.tables import Array

MOST = 6  # interventions; 2^6 = 64 runs in every city
THE_REST = mark("Everything else that differs")

type Subset = frozenset[int]


@dataclass(frozen=True, slots=True)
class Member:
    """One intervention: its name in English, and its policies; none stands for all else that differs."""

    name: str
    policies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """One intervention: its Shapley value and its effect alone, one figure per simulated city."""

    name: str
    shapley: Array
    alone: Array
    policies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contributions:
    """A plan's effect taken apart; `total` and `interaction` have one figure per simulated city."""

    outcome: str
    parts: tuple[Contribution, ...]
    total: Array
    interaction: Array


def shapley(values: Mapping[Subset, Array], members: int) -> list[Array]:
    """The Shapley value of each of `members`, from the worth of every subset."""
    found = []
    for i in range(members):
        others = [j for j in range(members) if j != i]
        parts = [
            factorial(size) * factorial(members - size - 1) / factorial(members)
            * (values[frozenset(s) | {i}] - values[frozenset(s)])
            for size in range(members) for s in combinations(others, size)
        ]  # fmt: skip
        found.append(np.sum(parts, axis=0))
    return found


def members(base: Plan, plan: Plan) -> tuple[Member, ...]:
    """The interventions that lead from the base to the plan; raises `DPICityError` when there are none.

    Uses of one policy count as one, and more than `MOST` policies are taken together by theme.
    """
    names = sorted({use.use for use in _extra(base, plan)})
    rest = (Member(THE_REST),) if _more_than_policies(base, plan) else ()
    if not names:
        raise DPICityError(f"{plan.title} adds no policy to {base.title}: there is nothing to take apart.")
    if len(names) + len(rest) <= MOST:
        return (*(Member(plain_name(registry().policies[name]), (name,)) for name in names), *rest)
    themes: dict[str, list[str]] = {}
    for name in names:
        themes.setdefault(theme_of(name), []).append(name)
    return (*(Member(theme, tuple(found)) for theme, found in themes.items()), *rest)


def partial_plans(base: Plan, plan: Plan, parts: Sequence[Member]) -> dict[Subset, Plan]:
    """The plan with each subset of its interventions, the smallest subsets first."""
    numbers = range(len(parts))
    found = {}
    for subset in (frozenset(s) for size in range(len(parts) + 1) for s in combinations(numbers, size)):
        chosen = [parts[i] for i in sorted(subset)]
        names = {name for part in chosen for name in part.policies}
        rest = any(not part.policies for part in chosen)
        label = " + ".join(part.name for part in chosen) or base.name
        found[subset] = Plan(label, _partial(base, plan, names, rest=rest))
    return found


def shared_out(outcome: str, parts: Sequence[Member], ends: Mapping[Subset, Array]) -> Contributions:
    """The effect shared out, from the outcome of every subset in every city."""
    nothing, everything = ends[frozenset()], frozenset(range(len(parts)))
    values = {subset: end - nothing for subset, end in ends.items()}
    alone = [values[frozenset({i})] for i in range(len(parts))]
    found = tuple(
        Contribution(part.name, worth, single, part.policies)
        for part, worth, single in zip(parts, shapley(values, len(parts)), alone, strict=True)
    )
    return Contributions(outcome, found, values[everything], values[everything] - np.sum(alone, axis=0))


def take_apart(
    base: Plan, plan: Plan, seeds: Sequence[int], outcome: str, *, workers: int | None = None,
    progress: Progress = silent,
) -> Contributions:  # fmt: skip
    """Run every subset of a plan's interventions in the same cities and share out the effect."""
    from experiments.running.pool import run_all

    parts = members(base, plan)
    plans = partial_plans(base, plan, parts)
    batch = run_all(list(plans.values()), seeds, workers=workers, progress=progress)
    if batch.failed:
        raise DPICityError(f"{len(batch.failed)} runs failed: {batch.failed[0].error}")
    ends: dict[str, list[float]] = {run.plan: [] for run in batch.good}
    for run in batch.good:
        ends[run.plan].append(float(run.indicators[outcome][-1]))
    return shared_out(outcome, parts, {subset: np.array(ends[p.name]) for subset, p in plans.items()})


def _extra(base: Plan, plan: Plan) -> tuple[PolicyUse, ...]:
    return tuple(use for use in plan.scenario.policies if use not in base.scenario.policies)


def _more_than_policies(base: Plan, plan: Plan) -> bool:
    """Whether the plan leaves out a use of the base, or differs in more than its policies."""
    alike = replace(base.scenario, policies=plan.scenario.policies)
    return not set(base.scenario.policies) <= set(plan.scenario.policies) or alike.hash != plan.scenario.hash


def _partial(base: Plan, plan: Plan, chosen: Collection[str], *, rest: bool) -> Scenario:
    """The base with the chosen policies added; with the `rest`, the plan without the others."""
    extra = _extra(base, plan)
    if rest:
        kept = (use for use in plan.scenario.policies if use not in extra or use.use in chosen)
        return replace(plan.scenario, policies=tuple(kept))
    added = (use for use in extra if use.use in chosen)
    return replace(base.scenario, policies=(*base.scenario.policies, *added))
