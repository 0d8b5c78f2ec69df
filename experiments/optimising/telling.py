"""Recommendations in plain sentences: what each brings, what it costs, and what it gives up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.optimising.space import named
from experiments.telling.numbers import money, plain

if TYPE_CHECKING:
    from experiments.optimising.advice import Advice, Optimum

CLEAR = 0.005  # half a person of 100, or half a hundredth of the index, is no difference worth telling
CLEAR_MONEY = 0.1  # nor is a tenth of the cost


def findings(found: Optimum, label: str) -> list[str]:
    """A paragraph for each recommendation."""
    base = found.base
    start = (
        f"Without a further policy, {_of(base.adoption)} of 100 adults {label}, and {_of(base.worst)} of 100 of the "
        f"group served least. {found.tried} mixes were tried; {len(found.front)} that no other one beats fit in "
        f"{money(found.goal.budget)}."
    )
    return [start, *(paragraph(advice, found.advice) for advice in found.advice)]


def paragraph(advice: Advice, others: Sequence[Advice]) -> str:
    """What a recommendation is, brings, gives up, and whether it holds."""
    s = advice.score
    broken = "" if advice.keeps else " Beware: on unseen cities it breaks the budget or the floor."
    return (
        f"{advice.title}: {named(s.mix)}. {_of(s.adoption)} of 100 adults, {_of(s.worst)} of 100 of the group served "
        f"least, lock-in {plain(s.lock_in, 0.01)}, for {money(s.cost)}. {gives_up(advice, others)} It keeps budget and "
        f"floor in {round(100 * advice.holds)} of 100 draws of the assumptions.{broken}"
    )


def gives_up(advice: Advice, others: Sequence[Advice]) -> str:
    """In what the other recommendations are clearly better."""
    s, parts = advice.score, []
    rest = [other.score for other in others if other is not advice]
    if not rest:
        return "No other mix was left to compare it with."
    people = max(o.adoption for o in rest) - s.adoption
    gap = s.gap - min(o.gap for o in rest)
    lock = s.lock_in - min(o.lock_in for o in rest)
    cost = s.cost - min(o.cost for o in rest)
    parts += [f"{plain(100 * people, 0.1)} of 100 adults"] if people > CLEAR else []
    parts += [f"{plain(100 * gap, 0.1)} points of the gap"] if gap > CLEAR else []
    parts += [f"{plain(lock, 0.01)} of lock-in"] if lock > CLEAR else []
    parts += [money(cost)] if cost > CLEAR_MONEY * abs(s.cost) else []
    return f"Against the others it gives up {', '.join(parts)}." if parts else "It gives up nothing clear."


def _of(share: float) -> str:
    return plain(100 * share)
