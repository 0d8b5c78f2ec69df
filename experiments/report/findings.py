"""What a chart says in one sentence, and the cells of its table: one wording for print and page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from experiments.comparing.gaps import ENOUGH
from experiments.language import mark, t, tn
from experiments.telling.barriers import kept_by
from experiments.telling.cells import Head, Number
from experiments.telling.groups import who
from experiments.telling.numbers import money, people, percent, plain, span
from experiments.telling.outcomes import doing
from experiments.telling.words import quoted, than, titled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from experiments.comparing.compare import Comparison, Side

CATEGORY_LABELS = {
    "people": mark("Staff"), "credentials": mark("Cards and credentials"), "central_it": mark("Central computing"),
    "offices": mark("Offices"), "kits": mark("Kits and devices"), "campaigns": mark("Campaigns and support"),
    "subsidies": mark("Subsidies and rewards"),
}  # fmt: skip
ADULTS = mark("Adults are people aged 15 and over, as in the surveys of Global Findex.")


def told_groups(comparison: Comparison, most: int = 18) -> list[str]:
    """The groups to draw: all dimensions with few groups, and the least served of the rest."""
    everyone = [side.groups for side in comparison.sides]
    shared = set.intersection(*({g.label for g in groups} for groups in everyone))
    base = [g for g in comparison.base.groups if g.label in shared]
    sizes: dict[str, int] = {}
    for group in base:
        sizes[group.dimension] = sizes.get(group.dimension, 0) + 1
    few = [g.label for g in base if sizes[g.dimension] <= 5][:most]
    rest = sorted((g for g in base if g.label not in few), key=lambda g: g.share.mean)
    return few + [g.label for g in rest[:2]]


def leader(comparison: Comparison, best: Side) -> str:
    """Which plan reaches the most people, when that is clear; of a plan alone, how many it reaches."""
    number = plain(100 * best.levels[comparison.outcome].mean)
    if not comparison.others:
        return t("With {plan}, {number} of 100 are reached.", plan=quoted(best.plan.title), number=number)
    if best.name == comparison.reference:
        return t("No plan clearly reaches more people {than_reference}.", than_reference=than(comparison))
    effect = best.effects[comparison.outcome].difference
    if effect.sign <= 0:
        return t("No plan clearly reaches more people {than_reference}.", than_reference=than(comparison))
    shares = {side.name: side.levels[comparison.outcome].mean for side in comparison.others}
    if equals := level_with(comparison, best, shares):
        return t("{plans} reach the most people: {number} of 100 each.", plans=listed(equals), number=number)
    return t("{plan} reaches the most people: {number} of 100.", plan=quoted(best.plan.title), number=number)


def level_with(comparison: Comparison, best: Side, shares: Mapping[str, float]) -> list[Side]:
    """The best plan with those that reach as many, to a person of 100; empty when it stands alone."""
    own = round(100 * shares[best.name])
    found = [s for s in comparison.sides if s.name in shares and round(100 * shares[s.name]) == own]
    return found if len(found) > 1 else []


def listed(sides: list[Side]) -> str:
    """Plans in a row: “Connect first” and “Nobody left behind”."""
    names = [quoted(side.plan.title) for side in sides]
    return t(" and ").join((t(", ").join(names[:-1]), names[-1]))


def gap_finding(comparison: Comparison) -> str:
    """Which group is served least, and which plan does most for it."""
    found = [(side, side.worst) for side in comparison.sides if side.worst is not None]
    if not found:
        return t("No group is large enough to speak of.")
    labels = {group.label for _, group in found}
    side, group = max(found, key=lambda item: item[1].share.mean)
    if not comparison.others:
        return t("With {plan}, {group} are served least: {number} of 100.", plan=quoted(side.plan.title),
                 group=who(group.dimension, group.label), number=people(group.share.mean))  # fmt: skip
    if len(labels) == 1:
        return t("Under every plan, {group} are served least.", group=who(group.dimension, group.label))
    shares = {one.name: own.share.mean for one, own in found if own.label == group.label}
    if equals := level_with(comparison, side, shares):
        return t("{plans} do most for those served least ({group}: {number} of 100).", plans=listed(equals),
                 group=who(group.dimension, group.label), number=people(group.share.mean))  # fmt: skip
    return t("{plan} does most for those served least ({group}: {number} of 100).", plan=quoted(side.plan.title),
             group=who(group.dimension, group.label), number=people(group.share.mean))  # fmt: skip


def cost_finding(comparison: Comparison) -> str:
    """Which plan costs most, and what for."""
    dearest = max(comparison.sides, key=lambda side: side.cost.mean)
    if dearest.cost.mean == 0:
        return t("No plan costs anything.")
    name, known = max(dearest.by_category.items(), key=lambda item: item[1].mean)
    said = {
        "plan": quoted(dearest.plan.title), "amount": money(dearest.cost.mean, dearest.cost.half),
        "share": percent(plain(100 * known.mean / dearest.cost.mean)), "category": category(name).lower(),
    }  # fmt: skip
    if not comparison.others:
        return t("{plan} costs {amount}; {share} of it goes to {category}.", **said)
    return t("{plan} costs most, {amount}; {share} of it goes to {category}.", **said)


def category(name: str) -> str:
    """A cost category of the World Bank, in words."""
    return t(CATEGORY_LABELS[name])


def cities(comparison: Comparison) -> str:
    """The number of simulated cities, in words."""
    n = len(comparison.seeds)
    return tn("{number} simulated city", "{number} simulated cities", n, number=n)


def outcome_measure(comparison: Comparison) -> str:
    """What the chart over time measures, and what its band is."""
    said = [t("Of 100 adults, how many {doing}.", doing=doing(comparison.outcome)), t(ADULTS)]
    if len(comparison.seeds) > 1:
        said.insert(1, t("Shaded: 95 % range of the mean of {cities}.", cities=cities(comparison)))
    return " ".join(said)


def groups_measure() -> str:
    """What the chart of groups measures, and whom it leaves out."""
    return t(
        "Of 100 adults in each group, in the last month. Groups with fewer than {number} simulated residents are "
        "left out.", number=ENOUGH,
    )  # fmt: skip


def barriers_measure() -> str:
    """What the chart of barriers measures."""
    return t("Adults kept out in the last month, by the cheapest single change that would let them in.")


def costs_measure() -> str:
    """What the chart of costs measures."""
    return t("Public spending over the whole period in US$ of the real city, not discounted.")


def table_months(months: int) -> list[int]:
    """The months of a table: each new year, and the last."""
    return sorted({*range(0, months + 1, 12), months})


def cell(path: tuple[Any, Any, Any], month: int) -> Number:
    """A value of a path with its range."""
    value, *ends = (float(line[month]) for line in path)
    mean, low, high = plain(value), *map(plain, ends)
    text = mean if low == high else f"{mean} ({span(low, high)})"
    return Number(text, value, *ends) if ends[0] != ends[1] else Number(text, value)


def of_plans(comparison: Comparison, unit: str) -> tuple[Head, ...]:
    """A column of numbers for each plan."""
    return tuple(Head(titled(side), unit) for side in comparison.sides)


def at_the_end(comparison: Comparison, unit: str) -> str:
    """A unit with the last month of a comparison: `of 100 adults; 2030-12`."""
    scenario = comparison.base.plan.scenario
    return f"{unit}; {scenario.date(scenario.months)}"


def all_along(comparison: Comparison, unit: str) -> str:
    """A unit with the whole period of a comparison, as ISO 8601 writes it: `US$; 2026-01/2030-12`."""
    scenario = comparison.base.plan.scenario
    return f"{unit}; {scenario.date(0)}/{scenario.date(scenario.months)}"


def barrier_finding(comparison: Comparison) -> str:
    """How many are kept out at best, and by what."""
    totals = {side.name: sum(k.mean for k in side.constraints.values()) for side in comparison.sides}
    best = min(comparison.sides, key=lambda side: totals[side.name])
    if totals[best.name] == 0:
        return t("With {plan}, nobody is kept out.", plan=quoted(best.plan.title))
    said = {
        "number": people(totals[best.name]), "plan": quoted(best.plan.title),
        "reason": kept_by(next(iter(best.constraints))),
    }  # fmt: skip
    if not comparison.others:
        return t("With {plan}, {number} of 100 are still kept out, most often by {reason}.", **said)
    return t("At best, {number} of 100 are still kept out ({plan}), most often by {reason}.", **said)
