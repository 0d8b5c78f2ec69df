"""Five numbers of one plan: the outcome, the digital ID, the group served least, the cost, lock-in.

Each stands with its change against the reference plan, and with its range.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from experiments.comparing.gaps import Group
from experiments.language import t
from experiments.telling.budgets import left
from experiments.telling.groups import who
from experiments.telling.numbers import NOTHING, money, money_range, people, plain, points, signed
from experiments.telling.outcomes import doing
from experiments.telling.words import quoted, than

if TYPE_CHECKING:
    from experiments.comparing.compare import Comparison, Side
    from experiments.comparing.stats import Effect

ID = "id_active"
LOCK_IN = "lock_in"
HUNDREDTH = 0.01


@dataclass(frozen=True, slots=True)
class Tile:
    """One number of one plan: what it is, its value, and what stands below it."""

    label: str
    value: str
    note: str = ""


def tiles(comparison: Comparison, side: Side, budget: float | None = None) -> list[Tile]:
    """The numbers that are known of a plan, in the order in which people read them.

    With a `budget` in US$ on top of the reference, the cost is held against it.
    """
    found = [_people(comparison, side, comparison.outcome)]
    if ID in side.levels and comparison.outcome != ID:
        found.append(_people(comparison, side, ID))
    if side.worst:
        found.append(_worst(side.worst))
    found.append(_cost(comparison, side, budget))
    if LOCK_IN in side.levels:
        tied = plain(side.levels[LOCK_IN].mean, HUNDREDTH)
        found.append(Tile(t("tied to its vendors"), tied, _bound(comparison, side.effects.get(LOCK_IN))))
    return found


def glance(comparison: Comparison, side: Side) -> list[Tile]:
    """The numbers that stay in sight while a lever moves, kept short: the outcome, who is served least, the cost."""
    outcome = _people(comparison, side, comparison.outcome)
    worst = [replace(_worst(side.worst), note="")] if side.worst else []
    if side.extra_cost is None:
        return [outcome, *worst, Tile(t("public cost in all"), money(side.cost.mean, side.cost.half))]
    extra = side.extra_cost.difference
    label = t("more {than_reference}", than_reference=than(comparison))
    return [outcome, *worst, Tile(label, money(extra.mean, extra.half))]


def _people(comparison: Comparison, side: Side, outcome: str) -> Tile:
    label = t("of 100 adults {doing}", doing=doing(outcome))
    return Tile(label, people(side.levels[outcome].mean), gain(comparison, side, outcome))


def gain(comparison: Comparison, side: Side, outcome: str) -> str:
    """+12 (10–14) against doing nothing; for the reference, that it is the reference; empty for a plan alone."""
    effect = side.effects.get(outcome)
    if effect is None:
        return t("the other plans are compared with this") if comparison.others else ""
    size, between = points(effect.difference)
    return _against(comparison, effect, size + between)


def _against(comparison: Comparison, effect: Effect, size: str) -> str:
    if effect.difference.sign == 0:
        return t("no clear difference")
    change = signed(size, effect.difference.sign)
    if comparison.base.plan.idle:
        return t("{change} against doing nothing", change=change)
    return t("{change} against {plan}", change=change, plan=quoted(comparison.base.plan.title))


def _worst(group: Group) -> Tile:
    behind, between = points(group.behind)
    note = t("the group served least")
    if group.behind.sign > 0:
        note = t("served least, {gap} behind the average", gap=behind + between)
    label = t("of 100 among {group}", group=who(group.dimension, group.label))
    return Tile(label, people(group.share.mean), note)


def _cost(comparison: Comparison, side: Side, budget: float | None) -> Tile:
    if budget is None or side.extra_cost is None:
        return Tile(t("public cost in all"), money(side.cost.mean, side.cost.half), _per_person(side))
    extra = side.extra_cost.difference
    label = t(
        "more {than_reference}, of a budget of {budget}",
        than_reference=than(comparison),
        budget=money(budget),
    )
    note, each = left(side, budget), _per_person(side)
    if each:
        note = t("{scale}; {change}", scale=note, change=each)
    return Tile(label, money(extra.mean, extra.half), note)


def _per_person(side: Side) -> str:
    """What each added person costs, or a dash and why not."""
    if side.extra_cost is None:
        return ""
    each = side.price.each
    if each is None:
        return t("for each person added: {nothing} ({reason})", nothing=NOTHING, reason=t(side.price.reason))
    return t(
        "{each} for each person added{between}", each=money(each.mean, each.half), between=money_range(each)
    )


def _bound(comparison: Comparison, effect: Effect | None) -> str:
    scale = t("0 is free, 1 is bound")
    if effect is None or effect.difference.sign == 0:
        return scale
    change = _against(comparison, effect, plain(abs(effect.difference.mean), HUNDREDTH))
    return t("{scale}; {change}", scale=scale, change=change)
