"""What a chart says in one sentence, and the cells of its table: one wording for print and page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from experiments.telling.numbers import money, people, people_range, plain
from experiments.telling.words import CONSTRAINT_WORDS, quoted, than, who

if TYPE_CHECKING:
    from experiments.comparing.compare import Comparison, Side
    from experiments.comparing.gaps import Group

CATEGORY_LABELS = {
    "people": "Staff", "credentials": "Cards and credentials", "central_it": "Central computing",
    "offices": "Offices", "kits": "Kits and devices", "campaigns": "Campaigns and support",
}  # fmt: skip


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
    """Which plan reaches most people, when that is clear."""
    if best.name == comparison.reference:
        return f"No plan clearly reaches more people than {than(comparison)}."
    effect = best.effects[comparison.outcome].difference
    if effect.sign <= 0:
        return f"No plan clearly reaches more people than {than(comparison)}."
    return f"{quoted(best.plan.title)} reaches most people: {plain(100 * best.levels[comparison.outcome].mean)} of 100."


def gap_finding(comparison: Comparison) -> str:
    """Which group is served least, and which plan does most for it."""
    found = [(side, side.worst) for side in comparison.sides if side.worst is not None]
    if not found:
        return "No group is large enough to speak of."
    labels = {group.label for _, group in found}
    side, group = max(found, key=lambda item: item[1].share.mean)
    if len(labels) == 1:
        return f"Under every plan, {who(group.dimension, group.label)} are served least."
    served = f"{who(group.dimension, group.label)}: {people(group.share.mean)} of 100"
    return f"{quoted(side.plan.title)} does most for those served least ({served})."


def cost_finding(dearest: Side) -> str:
    """Which plan costs most, and what for."""
    if dearest.cost.mean == 0:
        return "No plan costs anything."
    name, known = max(dearest.by_category.items(), key=lambda item: item[1].mean)
    part = 100 * known.mean / dearest.cost.mean
    return (
        f"{quoted(dearest.plan.title)} costs most, {money(dearest.cost.mean, dearest.cost.half)}; "
        f"{plain(part)} % of it goes to {CATEGORY_LABELS[name].lower()}."
    )


def cities(comparison: Comparison) -> str:
    """The number of simulated cities, in words."""
    n = len(comparison.seeds)
    return "1 simulated city" if n == 1 else f"{n} simulated cities"


def table_months(months: int) -> list[int]:
    """The months of a table: each new year, and the last."""
    return sorted({*range(0, months + 1, 12), months})


def cell(path: tuple[Any, Any, Any], month: int) -> str:
    """A value of a path with its range."""
    mean, low, high = (plain(float(line[month])) for line in path)
    return mean if low == high else f"{mean} ({low}–{high})"


def share(group: Group) -> str:
    """A group's share in people of 100, with its range."""
    return people(group.share.mean) + people_range(group.share)


def dollars(side: Side, category: str) -> str:
    """What a plan spends on one category."""
    known = side.by_category[category]
    return money(known.mean, known.half)


def barrier_finding(comparison: Comparison) -> str:
    """How many are kept out at best, and by what."""
    totals = {side.name: sum(k.mean for k in side.constraints.values()) for side in comparison.sides}
    best = min(comparison.sides, key=lambda side: totals[side.name])
    if totals[best.name] == 0:
        return f"With {quoted(best.plan.title)}, nobody is kept out."
    first = next(iter(best.constraints))
    return (
        f"At best, {people(totals[best.name])} of 100 are still kept out ({quoted(best.plan.title)}), "
        f"most often by {CONSTRAINT_WORDS[first]}."
    )
