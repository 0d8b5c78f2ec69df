"""Plans side by side: what each changes, for whom, and what it costs.

Every difference is from the reference plan, in the same simulated cities.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparing.gaps import OUTCOMES, Group, constraint_shares, groups_of, most_widened, worst
from experiments.comparing.stats import Effect, Estimate, estimate, paired, ratio
from experiments.language import mark, t
from sim.errors import DPICityError, nearest
from sim.rules import CATEGORIES
from sim.scenario import waits

if TYPE_CHECKING:
    from experiments.running.runner import Plan, Run
    from sim.tables import Array

HEADLINE = "payments"


@dataclass(frozen=True, slots=True)
class Price:
    """Cost per additional included resident in US$, or the reason why there is none."""

    each: Estimate | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One plan: results in the last month, and what it cost over the whole run.

    `levels` and `effects` are by indicator; `effects` is empty for the reference plan, `groups` and
    `constraints` where the outcome is not told by group or by what keeps people out. `cost`,
    `extra_cost` and `by_category` are in US$ of the real city, `added` in real adults.
    """

    name: str
    plan: Plan
    runs: tuple[Run, ...]
    levels: dict[str, Estimate]
    effects: dict[str, Effect]
    groups: tuple[Group, ...]
    constraints: dict[str, Estimate]
    cost: Estimate
    by_category: dict[str, Estimate]
    extra_cost: Effect | None = None
    added: Effect | None = None
    price: Price = Price(None, mark("nothing to compare it with"))

    @property
    def worst(self) -> Group | None:
        """The group that is served least."""
        return worst(self.groups)

    @property
    def widened(self) -> Group | None:
        """The group that the plan leaves further behind although the average rises, if any."""
        raised = self.added is not None and self.added.difference.sign > 0
        return most_widened(self.groups) if raised else None


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Plans in order, the reference among them, and the outcome that the sentences are about.

    Equal only to itself: a page asks often whether it has a new one, and to compare the numbers takes long.
    """

    sides: tuple[Side, ...]
    reference: str
    outcome: str
    seeds: tuple[int, ...]
    warnings: tuple[str, ...] = ()

    @property
    def base(self) -> Side:
        """The plan that the others are measured against."""
        return next(side for side in self.sides if side.name == self.reference)

    @property
    def others(self) -> tuple[Side, ...]:
        """Every plan but the reference."""
        return tuple(side for side in self.sides if side.name != self.reference)


def compare(
    plans: Sequence[Plan],
    runs: Sequence[Run],
    *,
    against: str | None = None,
    outcome: str = HEADLINE,
    before: Comparison | None = None,
) -> Comparison:
    """Measure every plan against `against` (the first plan by default).

    A plan whose very runs, and those of the reference, stand in the comparison `before` is not measured again.
    Only cities in which every plan finished count. Raises `DPICityError` when there is none, or
    when `against` is not one of the plans.
    """
    names = [plan.name for plan in plans]
    reference = against or names[0]
    if reference not in names:
        raise DPICityError(f"--against {reference}: no such plan here; {nearest(reference, names)}")
    by_plan = {name: {run.seed: run for run in runs if run.plan == name and run.ok} for name in names}
    seeds = tuple(seed for seed in by_plan[names[0]] if all(seed in found for found in by_plan.values()))
    if not seeds:
        raise DPICityError("No simulated city finished under every plan, so there is nothing to compare.")
    ordered = {name: tuple(by_plan[name][seed] for seed in seeds) for name in names}
    known = _measured_before(before, reference, ordered, outcome)
    sides = tuple(
        replace(known[plan.name], plan=plan) if plan.name in known else
        _side(plan, ordered[plan.name], None if plan.name == reference else ordered[reference], outcome)
        for plan in plans
    )  # fmt: skip
    return Comparison(sides, reference, outcome, seeds, tuple(cautions(plans)))


def _measured_before(
    before: Comparison | None, reference: str, runs: Mapping[str, Sequence[Run]], outcome: str
) -> dict[str, Side]:
    """The sides of an earlier comparison that nothing has changed in."""
    if before is None or (before.reference, before.outcome) != (reference, outcome):
        return {}
    same = {side.name: side for side in before.sides if _the_very(side.runs, runs.get(side.name, ()))}
    return same if reference in same else {}


def _the_very(some: Sequence[Run], others: Sequence[Run]) -> bool:
    """Whether the same results stand behind both: the objects themselves, not equal ones."""
    pairs = zip(some, others, strict=False)
    return len(some) == len(others) and all(
        a.record is b.record and a.indicators is b.indicators for a, b in pairs
    )


def cautions(plans: Sequence[Plan]) -> list[str]:
    """What to know before reading a comparison: unfair pairs, and policies that wait for a component."""
    waiting = [f"{plan.title}: {sentence}" for plan in plans for sentence in waits(plan.scenario)]
    return [*unlike(plans), *dict.fromkeys(waiting)]


def unlike(plans: Sequence[Plan]) -> list[str]:
    """What makes a comparison unfair: another city, another number of residents, length or start."""
    found = []
    first = plans[0]
    facts = {"city": mark("city"), "residents": mark("number of simulated residents"), "months": mark("length"),
             "start": mark("starting month")}  # fmt: skip
    for plan in plans[1:]:
        for fact, words in facts.items():
            if getattr(plan.scenario, fact) != getattr(first.scenario, fact):
                found.append(t(
                    "'{plan}' and '{other}' differ in their {what}: a difference between them is not caused by the "
                    "plan alone.", plan=plan.name, other=first.name, what=t(words),
                ))  # fmt: skip
    return found


def final(runs: Sequence[Run], indicator: str) -> list[float]:
    """The last month's value in each run."""
    return [float(run.indicators[indicator][-1]) for run in runs]


def total_cost(runs: Sequence[Run]) -> list[float]:
    """All public spending of each run, in US$ of the real city."""
    return [float(run.counted.spend.sum()) for run in runs]


def _side(plan: Plan, runs: tuple[Run, ...], reference: tuple[Run, ...] | None, outcome: str) -> Side:
    levels = {name: estimate(final(runs, name)) for name in runs[0].indicators}
    spent = np.array([run.counted.spend.sum(axis=(0, 1, 3)) for run in runs])
    by_category = {name: estimate(spent[:, i]) for i, name in enumerate(CATEGORIES)}
    known = f"barrier_{outcome}" in runs[0].counted.codes
    side = Side(
        plan.name, plan, runs, levels, {}, groups_of(runs, reference, outcome) if outcome in OUTCOMES else (),
        constraint_shares(runs, outcome) if known else {}, estimate(total_cost(runs)), by_category,
    )  # fmt: skip
    return side if reference is None else _measured(side, reference, outcome)


def _measured(side: Side, reference: tuple[Run, ...], outcome: str) -> Side:
    runs = side.runs
    effects = {name: paired(final(runs, name), final(reference, name)) for name in side.levels}
    adults = np.array([run.adults for run in runs])
    gain = adults * np.subtract(final(runs, outcome), final(reference, outcome))
    cost = np.subtract(total_cost(runs), total_cost(reference))
    added, extra = paired(gain, np.zeros(gain.size)), paired(cost, np.zeros(cost.size))
    return replace(side, effects=effects, added=added, extra_cost=extra, price=price(cost, gain))


def price(cost: Sequence[float] | Array, gain: Sequence[float] | Array) -> Price:
    """What each additional included resident costs, when that can be said."""
    adds, costs = estimate(gain), estimate(cost)
    if adds.sign == 0:
        return Price(None, mark("the number of people it adds cannot be told from zero"))
    if adds.sign < 0:
        return Price(None, mark("it includes fewer people"))
    if costs.mean == 0:
        return Price(None, mark("it costs nothing extra"))
    if costs.mean < 0:
        return Price(None, mark("it saves money"))
    return Price(ratio(cost, gain))
