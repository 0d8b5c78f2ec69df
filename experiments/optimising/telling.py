"""Recommendations in plain sentences: what each brings, what it costs, and what it gives up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.optimising.advice import CLEAR, WANTED
from experiments.optimising.scores import HARMLESS
from experiments.optimising.space import named
from experiments.telling.names import listed, plain_name
from experiments.telling.numbers import money, plain
from sim.registry import registry

if TYPE_CHECKING:
    from experiments.optimising.advice import Advice, Doubts, Optimum
    from experiments.optimising.company import Team
    from experiments.optimising.scores import Score

CLEAR_MONEY = 0.1  # a tenth of the cost is no difference worth telling
CLEAR_NEEDS = 0.001  # nor is one need in a thousand
TOLD = 3  # teams that are named
SAFE = 10 / 12  # of the draws in which a mix keeps all limits: it may be called safe


def findings(found: Optimum, label: str) -> list[str]:
    """What there is to begin with, a paragraph for each recommendation, and where the numbers come from."""
    return [
        beginning(found, label),
        *filter(None, (together(found),)),
        *(paragraph(advice, found.advice, found.base) for advice in found.advice),
        *filter(None, (too_few(found), safety(found), failures(found))),
        origins(found),
    ]


def beginning(found: Optimum, label: str) -> str:
    """The city without a further policy, and how much was tried."""
    base, goal = found.base, found.goal
    many = f"{found.left_out} policies are left out: neither alone nor in company do they move an aim, or they do not fit"
    one = "1 policy is left out: neither alone nor in company does it move an aim, or it does not fit"
    out = f", and {one if found.left_out == 1 else many}" if found.left_out else ""
    limits = [f"cost at most {money(goal.budget)}"]
    limits += [f"bring the group served least to {_of(goal.floor)} of 100"] if goal.floor else []
    limits += [
        "deny no more needs than now" if goal.denied is None
        else f"deny at most {plain(100 * goal.denied, 0.1)} of 100 needs"
    ]  # fmt: skip
    return (
        f"Without a further policy, {_of(base.adoption)} of 100 adults {label}, and {_of(base.worst)} of 100 of the "
        f"group served least; {plain(100 * base.denied, 0.1)} of 100 needs are denied. A mix must "
        f"{listed(limits)}. {found.tried:,} mixes were tried{out}. "
        f"{len(found.front)} of these mixes keep the limits and are beaten by no other one in all four aims: people, the "
        "gap of the group served least, lock-in and cost."
    )


def together(found: Optimum) -> str:
    """Which policies help only, or more, together; empty when none were tried for it."""
    if not found.teamed:
        return ""
    tried = f"{found.teamed} teams of policies that need each other were tried first"
    if found.teamed == 1:
        tried = "One team of policies that need each other was tried first"
    if not found.teams:
        return f"{tried}; none brings clearly more than its parts."
    best = "; ".join(map(_team, found.teams[:TOLD]))
    rest = f", and {len(found.teams) - TOLD} more" if len(found.teams) > TOLD else ""
    return f"{tried}. More than their parts bring: {best}{rest}."


def _team(team: Team) -> str:
    """The policies, and how many people more than their parts, when that is what they bring."""
    names = listed([plain_name(registry().policies[name]) for name in sorted(team.score.uses)])
    return f"{names} ({plain(100 * team.people, 0.1)} of 100 adults more)" if team.people > CLEAR else names


def paragraph(advice: Advice, others: Sequence[Advice], base: Score) -> str:
    """What a recommendation is, brings, gives up, and whether it holds."""
    s = advice.score
    titles = ", and ".join((advice.title, *(title.lower() for title in advice.also)))
    broken = "" if advice.keeps else " Beware: in cities that the search had not seen it breaks a limit."
    return (
        f"{titles}: {named(s.mix)}. This brings {_more(s.gain)} of 100 adults, to {_of(s.adoption)}, and the group "
        f"served least to {_of(s.worst)} of 100, {_price(s.cost)}; lock-in goes from {plain(base.lock_in, 0.01)} to "
        f"{plain(s.lock_in, 0.01)}{_needs(s)}. {gives_up(advice, others)} {holding(advice.doubts)}{broken}"
    )


def _price(cost: float) -> str:
    return f"for {money(cost)}" if cost >= 0 else f"and saves {money(-cost)}"


def _more(gain: float) -> str:
    return f"{plain(100 * abs(gain), 0.1)} {'more' if gain >= 0 else 'fewer'}"


def _needs(s: Score) -> str:
    """How many more or fewer needs are denied, when that can be seen."""
    if abs(s.harm) < CLEAR_NEEDS:
        return ", and as many needs are denied as before"
    more = "more" if s.harm > 0 else "fewer"
    return f", and {plain(100 * abs(s.harm), 0.1)} {more} of 100 needs are denied"


def gives_up(advice: Advice, others: Sequence[Advice]) -> str:
    """In what the other recommendations are clearly better."""
    s, parts = advice.score, []
    rest = [other.score for other in others if other is not advice]
    if not rest:
        return "There is no other recommendation to compare it with."
    people = max(o.adoption for o in rest) - s.adoption
    gap = s.gap - min(o.gap for o in rest)
    lock = s.lock_in - min(o.lock_in for o in rest)
    denied = s.denied - min(o.denied for o in rest)
    cost = s.cost - min(o.cost for o in rest)
    parts += [f"{plain(100 * people, 0.1)} of 100 adults"] if people > CLEAR else []
    parts += [f"{plain(100 * gap, 0.1)} points of the gap"] if gap > CLEAR else []
    parts += [f"{plain(lock, 0.01)} of lock-in"] if lock > CLEAR else []
    parts += [f"{money(cost)}"] if cost > CLEAR_MONEY * abs(s.cost) else []
    words = [f"gives up {listed(parts)}"] if parts else []
    words += [f"denies {plain(100 * denied, 0.1)} more of 100 needs"] if denied > CLEAR_NEEDS else []
    if not words:
        return "Against the other recommendations it gives up nothing clear."
    return f"Against the best of the other recommendations it {', and '.join(words)}."


def holding(doubts: Doubts) -> str:
    """How it does under other assumptions."""
    if not doubts.draws:
        return "No run under other assumptions came to its end."
    low, middle, high = (plain(100 * share) for share in doubts.gain)
    limits = zip(doubts.breaks, ("the budget", "the floor", "the limit on denied needs"), strict=True)
    broken = listed([f"{limit} in {number}" for number, limit in limits if number])
    return (
        f"Under {doubts.draws} draws of the assumptions it adds {middle} of 100 adults ({low} to {high} in nine draws "
        f"of ten), and keeps all limits in {doubts.holds} of them{f'; it breaks {broken}' if broken else ''}."
    )


def too_few(found: Optimum) -> str:
    """Why there are fewer than three recommendations; empty when there are three."""
    number = len(found.advice)
    if number >= WANTED:
        return ""
    word = {0: "no recommendation", 1: "one recommendation", 2: "two recommendations"}[number]
    broke = (
        f"{found.broke} of the best mixes broke a limit in cities that the search had not seen"
        if found.broke
        else "every other mix that was tried is beaten in all four aims, or breaks a limit"
    )
    return f"There is only {word}: {broke}. A larger budget or a lower floor leaves more choice."


def safety(found: Optimum) -> str:
    """How often the limits hold under other assumptions, at best."""
    if not found.advice or not max(advice.doubts.draws for advice in found.advice):
        return ""
    best = max(found.advice, key=lambda advice: advice.doubts.kept).doubts
    if best.kept >= SAFE:
        return (
            f"The safest of the {found.judged} best mixes keeps all limits in {best.holds} of {best.draws} draws of the "
            "assumptions."
        )
    return (
        f"None of the {found.judged} best mixes is safe: under other assumptions the safest keeps all limits in "
        f"{best.holds} of {best.draws} draws. A lower floor or a larger budget leaves more room."
    )


def failures(found: Optimum) -> str:
    """How many runs failed, and the first reason."""
    if not found.failed:
        return ""
    return (
        f"{len(found.failed)} runs failed, and the mixes that they belong to were left out. The first error: "
        f"{found.failed[0]}. The same command tries them again."
    )


def origins(found: Optimum) -> str:
    """What the numbers rest on, in which words and cities."""
    a = found.assumed
    sets = f"{a.calibrated} numbers from the calibrated set{'s' if len(a.sets) > 1 else ''} {', '.join(a.sets)} and "
    return (
        "All numbers are from simulated cities that the search had not seen. A draw of the assumptions takes "
        f"{sets if a.calibrated else ''}{a.ranged} others from the ranges that their sources state, or from a part of "
        f"their value either way. A rise of up to {plain(100 * HARMLESS, 0.1)} of 100 denied needs counts as none, and "
        "so does half a person of 100 in a title. A search finds good mixes, not proven best ones."
    )


def _of(share: float) -> str:
    return plain(100 * share)
