"""Plain sentences about plans, each said only when its condition holds.

Short words, whole numbers of people out of 100, the range in brackets. What a plan adds or takes
is said only when the range of the difference lies on one side of zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.language import t, tn
from experiments.telling.barriers import kept_by
from experiments.telling.groups import who
from experiments.telling.numbers import (
    money,
    money_range,
    month_name,
    people,
    people_range,
    person_step,
    plain,
    points,
    rounded,
)
from experiments.telling.outcomes import doing, plural

if TYPE_CHECKING:
    from experiments.comparing.compare import Comparison, Side


def quoted(title: str) -> str:
    """A plan's title in quotation marks."""
    return t("“{title}”", title=t(title))


def titled(side: Side) -> str:
    """A plan's title; those that come with the program are translated."""
    return t(side.plan.title)


def than(comparison: Comparison) -> str:
    """The reference of a difference: "than doing nothing", "than with “Connect first”"."""
    base = comparison.base
    if base.plan.idle:
        return t("than doing nothing")
    return t("than with {plan}", plan=quoted(base.plan.title))


def as_many(comparison: Comparison) -> str:
    """The reference after "as many" or "the same": "as doing nothing", "as with “Connect first”"."""
    base = comparison.base
    if base.plan.idle:
        return t("as doing nothing")
    return t("as with {plan}", plan=quoted(base.plan.title))


def level(comparison: Comparison, side: Side) -> str:
    """With “Connect first”, 71 of 100 adults use digital payments by December 2035 (69–73)."""
    known = side.levels[comparison.outcome]
    date = month_name(side.plan.scenario.date(side.plan.scenario.months))
    whole = round(100 * known.mean) or 1
    said = {"number": people(known.mean), "doing": doing(comparison.outcome, one=whole == 1), "date": date,
            "between": people_range(known)}  # fmt: skip
    if side.plan.idle:
        return tn(
            "If nothing is done, {number} of 100 adults {doing} by {date}{between}",
            "If nothing is done, {number} of 100 adults {doing} by {date}{between}", whole, **said,
        )  # fmt: skip
    return tn(
        "With {plan}, {number} of 100 adults {doing} by {date}{between}",
        "With {plan}, {number} of 100 adults {doing} by {date}{between}", whole, plan=quoted(side.plan.title), **said,
    )  # fmt: skip


def change(comparison: Comparison, side: Side) -> str:
    """12 more than doing nothing (10–14); or why no difference is claimed."""
    known = side.effects[comparison.outcome].difference
    size, between = points(known)
    if known.mean == 0 and (not known.known or known.half == 0):
        return t("exactly as many {as_reference}", as_reference=as_many(comparison))
    if known.sign == 0:
        return t("about as many {as_reference} (the difference is too small to tell from chance)",
                 as_reference=as_many(comparison))  # fmt: skip
    reference, more = than(comparison), known.sign > 0
    if size == plain(0, 0.1):
        if more:
            return t("hardly more {than_reference}", than_reference=reference)
        return t("hardly fewer {than_reference}", than_reference=reference)
    if more:
        return t(
            "{size} more {than_reference}{between}", size=size, than_reference=reference, between=between
        )
    return t("{size} fewer {than_reference}{between}", size=size, than_reference=reference, between=between)


def cost(comparison: Comparison, side: Side) -> str:
    """It costs US$ 41 million, about US$ 560 for each person it adds; or why no price is given."""
    if side.extra_cost is None:
        known = side.cost
        if known.mean == 0:
            return t("It costs nothing.")
        spent = money(known.mean, known.half)
        if side.plan.idle:
            return t("What already exists costs {amount}.", amount=spent)
        return t("It costs {amount}.", amount=spent)
    extra = side.extra_cost.difference
    if extra.mean == 0:
        return t("It costs nothing extra.")
    if extra.sign == 0:
        return t("It costs about the same {as_reference}.", as_reference=as_many(comparison))
    amount = money(abs(extra.mean), extra.half)
    if extra.mean < 0:
        return t("It saves {amount}.", amount=amount)
    return _extra(side, amount, first=comparison.base.cost.mean == 0)


def _extra(side: Side, amount: str, *, first: bool) -> str:
    """What a plan costs on top of the reference; `first` when the reference costs nothing."""
    start = t("It costs {amount}", amount=amount) if first else t("It costs {amount} more", amount=amount)
    each = side.price.each
    if each is None:
        return t("{start}; no cost per added person is given, because {reason}.", start=start,
                 reason=t(side.price.reason))  # fmt: skip
    return t("{start}, about {each} for each person it adds{between}.", start=start,
             each=money(each.mean, each.half), between=money_range(each))  # fmt: skip


def shut_out(side: Side) -> str:
    """Still shut out: 18 of 100, most often by price."""
    total = sum(known.mean for known in side.constraints.values())
    if not side.constraints:
        return ""
    if total == 0:
        return t("Nobody is shut out.")
    leading = next(iter(side.constraints))
    return t(
        "Still shut out: {number} of 100, most often by {reason}.",
        number=people(total),
        reason=kept_by(leading),
    )


def least_served(side: Side) -> str:
    """Least served: people over 60, 31 of 100."""
    group = side.worst
    if group is None:
        return ""
    return t("Least served: {group}, {number} of 100{between}.", group=who(group.dimension, group.label),
             number=people(group.share.mean), between=people_range(group.share))  # fmt: skip


def warning(side: Side) -> str:
    """Beware: more people are included, but women fall 3 points further behind (2–4)."""
    group = side.widened
    if group is None or group.widened is None:
        return ""
    size, between = points(group.widened.difference)
    behind = 100 * abs(group.widened.difference.mean)
    number = rounded(behind, person_step(behind))
    return tn(
        "Beware: more people are included, but {group} fall {size} point further behind the average{between}.",
        "Beware: more people are included, but {group} fall {size} points further behind the average{between}.",
        number, group=who(group.dimension, group.label), size=size, between=between,
    )  # fmt: skip


def certainty(comparison: Comparison, side: Side) -> str:
    """More people than doing nothing in 10 of 10 simulated cities."""
    effect = side.effects.get(comparison.outcome)
    if effect is None or not effect.difference.known or effect.difference.mean == 0:
        return ""
    n = effect.difference.n
    said = {"reference": than(comparison), "number": plain(round(effect.same_sign * n)), "all": plain(n)}
    if effect.difference.mean > 0:
        return t("More people {reference} in {number} of {all} simulated cities.", **said)
    return t("Fewer people {reference} in {number} of {all} simulated cities.", **said)


def headline(comparison: Comparison, side: Side) -> str:
    """Level, change and cost in one sentence, for the top of a page."""
    if side.name == comparison.reference:
        spent = "" if side.cost.mean == 0 else f" {cost(comparison, side)}"
        return f"{level(comparison, side)}.{spent}"
    paid = cost(comparison, side)
    return t("{level}, {change}; {cost}", level=level(comparison, side), change=change(comparison, side),
             cost=f"{paid[0].lower()}{paid[1:]}")  # fmt: skip


def paragraph(comparison: Comparison, side: Side) -> str:
    """Everything that can be said about a plan in a few sentences."""
    said = (headline(comparison, side), shut_out(side), least_served(side), warning(side))
    return " ".join(sentence for sentence in said if sentence)


def question(comparison: Comparison) -> str:
    """The title of a comparison: the first question that a plan asks."""
    asked = [side.plan.scenario.question for side in (*comparison.others, comparison.base)]
    found = next((text for text in asked if text), "")
    return t(found) if found else t("Which plan lets more people {do}?", do=plural(comparison.outcome))
