"""Plain sentences about plans, each said only when its condition holds.

Short words, whole numbers of people out of 100, the range in brackets. What a plan adds or takes
is said only when the range of the difference lies on one side of zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.telling.numbers import (
    money,
    money_range,
    month_name,
    people,
    people_range,
    points,
)
from sim.registry import registry

if TYPE_CHECKING:
    from experiments.comparing.compare import Comparison, Side

CONSTRAINT_WORDS = {
    "coverage": "a missing signal",
    "device": "not having a phone that can do it",
    "price": "price",
    "documents": "missing papers",
    "digital ID": "not having a digital ID",
    "account": "not having an account",
    "awareness": "not knowing about it",
    "agent distance": "the way to a cash point",
    "service not digital": "services that are not online yet",
    "vendor lock-in": "a contract that the city cannot leave",
    "skill": "a lack of digital skills",
    "acceptance": "shops that do not take it",
    "trust": "a lack of trust",
    "several at once": "several things at once",
}
"""What keeps people out, to be read after "by"."""

PEOPLE = {
    "sex": "{}", "age": "people aged {}", "fifth": "the {}", "education": "people with {} schooling",
    "disability": "people {}", "migrant": "{}", "work": "people in {}", "area": "people in the {}",
    "district": "people in {}",
}  # fmt: skip
"""How the members of a group are called inside a sentence, by dimension."""
IRREGULAR = {
    "primary or less": "people with primary schooling or less",
    "not working": "people without work",
    "informal settlement": "people in informal settlements",
}
VERBS = ("Use", "Own", "Hold", "Have")
SHARE = "share of adults"


def quoted(title: str) -> str:
    """A plan's title in quotation marks."""
    return f"“{title}”"


def doing(outcome: str, *, one: bool = False) -> str:
    """What the counted adults do, from the indicator's label: "use digital payments", "are online"."""
    label = registry().indicators[outcome].label
    verb, _, rest = label.partition(" ")
    if verb not in VERBS:
        return f"{'is' if one else 'are'} {label[0].lower()}{label[1:]}"
    third = {"Have": "has"}.get(verb, f"{verb.lower()}s")
    return f"{third if one else verb.lower()} {rest}"


def than(comparison: Comparison) -> str:
    """The reference, after "than" or "as many as"."""
    base = comparison.base
    return "doing nothing" if base.plan.idle else f"with {quoted(base.plan.title)}"


def level(comparison: Comparison, side: Side) -> str:
    """With “Connect first”, 71 of 100 adults use digital payments by December 2035 (69–73)."""
    known = side.levels[comparison.outcome]
    date = month_name(side.plan.scenario.date(side.plan.scenario.months))
    number = people(known.mean)
    verb = doing(comparison.outcome, one=number.endswith(" 1") or number == "1")
    start = "If nothing is done" if side.plan.idle else f"With {quoted(side.plan.title)}"
    return f"{start}, {number} of 100 adults {verb} by {date}{people_range(known)}"


def change(comparison: Comparison, side: Side) -> str:
    """12 more than doing nothing (10–14); or why no difference is claimed."""
    known = side.effects[comparison.outcome].difference
    size, between = points(known)
    if known.mean == 0 and (not known.known or known.half == 0):
        return f"exactly as many as {than(comparison)}"
    if known.sign == 0:
        return f"about as many as {than(comparison)} (the difference is too small to tell from chance)"
    word = "more" if known.sign > 0 else "fewer"
    if size == "0.0":
        return f"hardly {word} than {than(comparison)}"
    return f"{size} {word} than {than(comparison)}{between}"


def who(dimension: str, label: str) -> str:
    """A group's members inside a sentence: "people aged 60+", "the poorest fifth"."""
    return IRREGULAR.get(label) or PEOPLE.get(dimension, "{}").format(label)


def cost(comparison: Comparison, side: Side) -> str:
    """It costs US$ 41 million, about US$ 560 for each person it adds; or why no price is given."""
    if side.extra_cost is None:
        known = side.cost
        if known.mean == 0:
            return "It costs nothing."
        start = "What already exists costs" if side.plan.idle else "It costs"
        return f"{start} {money(known.mean, known.half)}."
    extra = side.extra_cost.difference
    if extra.mean == 0:
        return "It costs nothing extra."
    amount = money(abs(extra.mean), extra.half)
    if extra.sign == 0:
        return f"It costs about the same as {than(comparison)}."
    if extra.mean < 0:
        return f"It saves {amount}."
    more = "" if comparison.base.cost.mean == 0 else " more"
    start = f"It costs {amount}{more}"
    each = side.price.each
    if each is None:
        return f"{start}; no cost per added person is given, because {side.price.reason}."
    return f"{start}, about {money(each.mean, each.half)} for each person it adds{money_range(each)}."


def shut_out(side: Side) -> str:
    """Still shut out: 18 of 100, most often by price."""
    total = sum(known.mean for known in side.constraints.values())
    if not side.constraints:
        return ""
    if total == 0:
        return "Nobody is shut out."
    leading = next(iter(side.constraints))
    return f"Still shut out: {people(total)} of 100, most often by {CONSTRAINT_WORDS[leading]}."


def least_served(side: Side) -> str:
    """Least served: people over 60, 31 of 100."""
    group = side.worst
    if group is None:
        return ""
    share = people(group.share.mean) + " of 100" + people_range(group.share)
    return f"Least served: {who(group.dimension, group.label)}, {share}."


def warning(side: Side) -> str:
    """Beware: more people are included, but women fall 3 points further behind (2–4)."""
    group = side.widened
    if group is None or group.widened is None:
        return ""
    size, between = points(group.widened.difference)
    return (
        f"Beware: more people are included, but {who(group.dimension, group.label)} fall {size} points further "
        f"behind the average{between}."
    )


def certainty(comparison: Comparison, side: Side) -> str:
    """More people than doing nothing in 10 of 10 simulated cities."""
    effect = side.effects.get(comparison.outcome)
    if effect is None or not effect.difference.known or effect.difference.mean == 0:
        return ""
    n = effect.difference.n
    word = "More" if effect.difference.mean > 0 else "Fewer"
    return f"{word} people than {than(comparison)} in {round(effect.same_sign * n)} of {n} simulated cities."


def headline(comparison: Comparison, side: Side) -> str:
    """Level, change and cost in one sentence, for the top of a page."""
    if side.name == comparison.reference:
        spent = "" if side.cost.mean == 0 else f" {cost(comparison, side)}"
        return f"{level(comparison, side)}.{spent}"
    paid = cost(comparison, side)
    return f"{level(comparison, side)}, {change(comparison, side)}; {paid[0].lower()}{paid[1:]}"


def paragraph(comparison: Comparison, side: Side) -> str:
    """Everything that can be said about a plan in a few sentences."""
    said = (headline(comparison, side), shut_out(side), least_served(side), warning(side))
    return " ".join(sentence for sentence in said if sentence)


def question(comparison: Comparison) -> str:
    """The title of a comparison: the first question that a plan asks."""
    asked = [side.plan.scenario.question for side in (*comparison.others, comparison.base)]
    return next(
        (text for text in asked if text), f"Which plan lets more people {plural(comparison.outcome)}?"
    )


def plural(outcome: str) -> str:
    """What people would do, after "lets more people": "use digital payments", "be online"."""
    words = doing(outcome)
    return f"be {words[4:]}" if words.startswith("are ") else words
