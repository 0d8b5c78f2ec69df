"""What a plan costs on top of the reference, held against the money that there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.language import t
from experiments.telling.numbers import money, rounded, step

if TYPE_CHECKING:
    from experiments.comparing.compare import Side
    from experiments.comparing.stats import Estimate


def left(side: Side, budget: float) -> str:
    """US$ 6 million left, US$ 20 million over budget, about the whole budget; empty for the reference."""
    if side.extra_cost is None:
        return ""
    extra = side.extra_cost.difference
    if near(extra, budget):
        return t("about the whole budget")
    amount = _apart(extra, budget)
    return (
        t("{amount} left", amount=amount) if extra.mean < budget else t("{amount} over budget", amount=amount)
    )


def kept(side: Side, budget: float) -> str:
    """The same as a sentence: It stays within the budget of US$ 200 million, with US$ 6 million left."""
    if side.extra_cost is None:
        return ""
    extra = side.extra_cost.difference
    whole = money(budget)
    if near(extra, budget):
        return t("That is about the whole budget of {budget}.", budget=whole)
    amount = _apart(extra, budget)
    if extra.mean < budget:
        return t("It stays within the budget of {budget}, with {amount} left.", budget=whole, amount=amount)
    return t("It exceeds the budget of {budget} by {amount}.", budget=whole, amount=amount)


def _apart(extra: Estimate, budget: float) -> str:
    """How far the cost is from the budget, as fine as the cost is said, so that the two add up to the budget."""
    to = step(extra.mean, extra.half)
    return money(abs(budget - rounded(extra.mean, to)), max(to, extra.half))


def near(extra: Estimate, budget: float) -> bool:
    """Whether the cost cannot be told from the budget: it is within its range, or rounds to the same amount."""
    to = step(budget, extra.half)
    return extra.low <= budget <= extra.high or rounded(extra.mean, to) == rounded(budget, to)
