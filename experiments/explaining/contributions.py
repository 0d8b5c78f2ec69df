"""How much of a plan's effect each of its interventions brings, and what they bring only together.

For up to six interventions every subset is run in the same cities. With v(S) the outcome of subset S
less that of none, the Shapley value of intervention i is its mean addition over all orders in which
the interventions could be added (Shapley 1953, Contributions to the Theory of Games II):

    φ(i) = Σ over S without i of  |S|! (n − |S| − 1)! / n!  ·  (v(S + i) − v(S))

The values sum to v(all). `alone` is v({i}); `interaction` = v(all) − Σ alone says what would be
missed, or counted twice, by adding up single effects.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from math import factorial
from typing import TYPE_CHECKING

import numpy as np

from experiments.running.runner import Plan, Progress, silent
from sim.errors import DPICityError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sim.scenario import PolicyUse, Scenario
    from sim.tables import Array

MOST = 6  # interventions; 2^6 = 64 runs in every city

type Subset = frozenset[int]


@dataclass(frozen=True, slots=True)
class Contribution:
    """One intervention: its Shapley value and its effect alone, one figure per simulated city."""

    name: str
    shapley: Array
    alone: Array


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


def interventions(base: Scenario, plan: Scenario) -> tuple[PolicyUse, ...]:
    """The policies that a plan has and the base has not; uses of one policy count as one."""
    extra = tuple(use for use in plan.policies if use not in base.policies)
    names = {use.use for use in extra}
    if not names:
        raise DPICityError(f"{plan.name} adds no policy to {base.name}: there is nothing to take apart.")
    if len(names) > MOST:
        raise DPICityError(
            f"{plan.name} adds {len(names)} policies to {base.name}; at most {MOST} can be taken apart "
            f"({2**MOST} runs in every city). Write a plan with the ones you wonder about."
        )
    return extra


def take_apart(
    base: Plan, plan: Plan, seeds: Sequence[int], outcome: str, *, workers: int | None = None,
    progress: Progress = silent,
) -> Contributions:  # fmt: skip
    """Run every subset of a plan's interventions in the same cities and share out the effect."""
    from experiments.running.pool import run_all

    extra = interventions(base.scenario, plan.scenario)
    names = sorted({use.use for use in extra})
    subsets = [frozenset(s) for size in range(len(names) + 1) for s in combinations(range(len(names)), size)]
    plans = [_partial(base, extra, names, subset) for subset in subsets]
    batch = run_all(plans, seeds, workers=workers, progress=progress)
    if batch.failed:
        raise DPICityError(f"{len(batch.failed)} runs failed: {batch.failed[0].error}")
    ends = {run.plan: [] for run in batch.good}
    for run in batch.good:
        ends[run.plan].append(float(run.indicators[outcome][-1]))
    nothing = np.array(ends[plans[0].name])
    values = {s: np.array(ends[p.name]) - nothing for s, p in zip(subsets, plans, strict=True)}
    whole = values[subsets[-1]]
    alone = [values[frozenset({i})] for i in range(len(names))]
    parts = zip(names, shapley(values, len(names)), alone, strict=True)
    return Contributions(
        outcome, tuple(Contribution(*part) for part in parts), whole, whole - np.sum(alone, axis=0)
    )


def _partial(base: Plan, extra: tuple[PolicyUse, ...], names: list[str], subset: Subset) -> Plan:
    """The base with the chosen interventions added."""
    chosen = {names[i] for i in subset}
    policies = (*base.scenario.policies, *(use for use in extra if use.use in chosen))
    label = " + ".join(sorted(chosen)) or base.name
    return Plan(label, replace(base.scenario, policies=policies))
