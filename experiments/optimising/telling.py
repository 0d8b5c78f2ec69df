"""Recommendations in plain sentences: what each brings, what it costs, and what it gives up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.language import t, tn
from experiments.optimising.advice import CLEAR, WANTED
from experiments.optimising.scores import HARMLESS
from experiments.optimising.space import named
from experiments.telling.names import listed, rule_name
from experiments.telling.numbers import money, plain
from sim.registry import registry

if TYPE_CHECKING:
    from experiments.optimising.advice import Advice, Doubts, Optimum
    from experiments.optimising.company import Team
    from experiments.optimising.scores import Goal, Score

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
    """The city without a further policy, the limits, and how much was tried."""
    base = found.base
    said = [
        t(
            "Without a further policy, {number} of 100 adults {doing}, and {worst} of 100 of the group served least; "
            "{denied} of 100 needs are denied.",
            number=_of(base.adoption), doing=label, worst=_of(base.worst), denied=plain(100 * base.denied, 0.1),
        ),
        t("A mix must {limits}.", limits=listed(_limits(found.goal))),
        tn("{number} mix was tried.", "{number} mixes were tried.", found.tried, number=plain(found.tried)),
    ]  # fmt: skip
    if found.left_out:
        said.append(
            tn("{number} policy is left out: neither alone nor in company does it move an aim, or it does not fit.",
               "{number} policies are left out: neither alone nor in company do they move an aim, or they do not fit.",
               found.left_out, number=plain(found.left_out))
        )  # fmt: skip
    said.append(
        tn("{number} of the mixes that were tried keeps the limits and is beaten by no other one in all four aims: people, "
           "the gap of the group served least, lock-in and cost.",
           "{number} of the mixes that were tried keep the limits and are beaten by no other one in all four aims: people, "
           "the gap of the group served least, lock-in and cost.", len(found.front), number=plain(len(found.front)))
    )  # fmt: skip
    return " ".join(said)


def _limits(goal: Goal) -> list[str]:
    """What a mix must keep, after "must"."""
    limits = [t("cost at most {budget}", budget=money(goal.budget))]
    limits += (
        [t("bring the group served least to {number} of 100", number=_of(goal.floor))] if goal.floor else []
    )
    if goal.denied is None:
        return [*limits, t("deny no more needs than now")]
    return [*limits, t("deny at most {number} of 100 needs", number=plain(100 * goal.denied, 0.1))]


def together(found: Optimum) -> str:
    """Which policies help only, or more, together; empty when none were tried for it."""
    if not found.teamed:
        return ""
    tried = tn("{number} team of policies that need each other was tried first.",
               "{number} teams of policies that need each other were tried first.",
               found.teamed, number=plain(found.teamed))  # fmt: skip
    if not found.teams:
        return f"{tried} {t('None brings clearly more than its parts.')}"
    best = [_team(team) for team in found.teams[:TOLD]]
    more = len(found.teams) - len(best)
    best += [t("and {number} more", number=plain(more))] if more > 0 else []
    return f"{tried} {t('More than their parts bring: {teams}.', teams='; '.join(best))}"


def _team(team: Team) -> str:
    """The policies, and how many people more than their parts, when that is what they bring."""
    names = listed([rule_name(registry().policies[name]) for name in sorted(team.score.uses)])
    if team.people <= CLEAR:
        return names
    return t("{policies} ({number} of 100 adults more)", policies=names, number=plain(100 * team.people, 0.1))


def paragraph(advice: Advice, others: Sequence[Advice], base: Score) -> str:
    """What a recommendation is, brings, gives up, and whether it holds."""
    s = advice.score
    also = [title.lower() for title in map(t, advice.also)]
    said = [
        t("{title}: {mix}.", title=listed([t(advice.title), *also]), mix=named(s.mix)),
        _brings(s),
        _price(s.cost),
        t(
            "Lock-in goes from {before} to {after}.",
            before=plain(base.lock_in, 0.01),
            after=plain(s.lock_in, 0.01),
        ),
        _needs(s),
        gives_up(advice, others),
        holding(advice.doubts),
    ]
    if not advice.keeps:
        said.append(t("Beware: in cities that the search had not seen it breaks a limit."))
    return " ".join(said)


def _brings(s: Score) -> str:
    told = {
        "number": plain(100 * abs(s.gain), 0.1), "level": _of(s.adoption), "worst": _of(s.worst),
    }  # fmt: skip
    if s.gain >= 0:
        return t(
            "This brings {number} more of 100 adults, to {level}, and the group served least to {worst} of 100.",
            **told,
        )
    return t(
        "This leaves {number} fewer of 100 adults, at {level}, and the group served least at {worst} of 100.",
        **told,
    )


def _price(cost: float) -> str:
    if cost >= 0:
        return t("It costs {amount} more.", amount=money(cost))
    return t("It saves {amount}.", amount=money(-cost))


def _needs(s: Score) -> str:
    """How many more or fewer needs are denied, when that can be seen."""
    number = plain(100 * abs(s.harm), 0.1)
    if abs(s.harm) < CLEAR_NEEDS:
        return t("As many needs are denied as before.")
    if s.harm > 0:
        return t("Of 100 needs, {number} more are denied.", number=number)
    return t("Of 100 needs, {number} fewer are denied.", number=number)


def gives_up(advice: Advice, others: Sequence[Advice]) -> str:
    """In what the other recommendations are clearly better."""
    s = advice.score
    rest = [other.score for other in others if other is not advice]
    if not rest:
        return t("There is no other recommendation to compare it with.")
    people = max(o.adoption for o in rest) - s.adoption
    gap = s.gap - min(o.gap for o in rest)
    lock = s.lock_in - min(o.lock_in for o in rest)
    denied = s.denied - min(o.denied for o in rest)
    cost = s.cost - min(o.cost for o in rest)
    parts = [t("{number} of 100 adults", number=plain(100 * people, 0.1))] if people > CLEAR else []
    parts += [t("{number} points of the gap", number=plain(100 * gap, 0.1))] if gap > CLEAR else []
    parts += [t("{number} of lock-in", number=plain(lock, 0.01))] if lock > CLEAR else []
    parts += [money(cost)] if cost > CLEAR_MONEY * abs(s.cost) else []
    said = (
        [t("Against the best of the other recommendations it gives up {parts}.", parts=listed(parts))]
        if parts
        else []
    )
    if denied > CLEAR_NEEDS:
        said.append(
            t(
                "Against the best of them it denies {number} more of 100 needs.",
                number=plain(100 * denied, 0.1),
            )
        )
    return " ".join(said) or t("Against the other recommendations it gives up nothing clear.")


def holding(doubts: Doubts) -> str:
    """How it does under other assumptions."""
    if not doubts.draws:
        return t("No run under other assumptions came to its end.")
    low, middle, high = (plain(100 * share) for share in doubts.gain)
    limits = zip(
        doubts.breaks, (t("the budget"), t("the floor"), t("the limit on denied needs")), strict=True
    )
    broken = [
        t("{limit} in {number}", limit=limit, number=plain(number)) for number, limit in limits if number
    ]
    said = t(
        "Under {draws} draws of the assumptions it adds {middle} of 100 adults ({low} to {high} in nine draws of ten), and "
        "keeps all limits in {holds} of them.",
        draws=plain(doubts.draws), middle=middle, low=low, high=high, holds=plain(doubts.holds),
    )  # fmt: skip
    return f"{said} {t('It breaks {limits}.', limits=listed(broken))}" if broken else said


def too_few(found: Optimum) -> str:
    """Why there are fewer than three recommendations; empty when there are three."""
    number = len(found.advice)
    if number >= WANTED:
        return ""
    said = tn("There is only {number} recommendation.", "There are only {number} recommendations.", number,
              number=plain(number))  # fmt: skip
    if found.broke:
        why = t(
            "Of the best mixes, {number} broke a limit in cities that the search had not seen.",
            number=plain(found.broke),
        )
    else:
        why = t("Every other mix that was tried is beaten in all four aims, or breaks a limit.")
    return f"{said} {why} {t('A larger budget or a lower floor leaves more choice.')}"


def safety(found: Optimum) -> str:
    """How often the limits hold under other assumptions, at best."""
    if not found.advice or not max(advice.doubts.draws for advice in found.advice):
        return ""
    best = max(found.advice, key=lambda advice: advice.doubts.kept).doubts
    told = {"mixes": plain(found.judged), "holds": plain(best.holds), "draws": plain(best.draws)}
    if best.kept >= SAFE:
        return t(
            "The safest of the {mixes} best mixes keeps all limits in {holds} of {draws} draws of the assumptions.",
            **told,
        )
    return t(
        "None of the {mixes} best mixes is safe: under other assumptions the safest keeps all limits in {holds} of {draws} "
        "draws. A lower floor or a larger budget leaves more room.",
        **told,
    )


def failures(found: Optimum) -> str:
    """How many runs failed, and the first reason."""
    if not found.failed:
        return ""
    return tn(
        "{number} run failed, and the mix that it belongs to was left out. The error: {error}. The same command tries it "
        "again.",
        "{number} runs failed, and the mixes that they belong to were left out. The first error: {error}. The same command "
        "tries them again.",
        len(found.failed), number=plain(len(found.failed)), error=found.failed[0],
    )  # fmt: skip


def origins(found: Optimum) -> str:
    """What the numbers rest on, in which words and cities."""
    a = found.assumed
    if a.calibrated:
        drawn = t(
            "A draw of the assumptions takes {calibrated} numbers from calibrated sets ({sets}) and {ranged} others from "
            "the ranges that their sources state, or from a part of their value either way.",
            calibrated=plain(a.calibrated), sets=t(", ").join(a.sets), ranged=plain(a.ranged),
        )  # fmt: skip
    else:
        drawn = t(
            "A draw of the assumptions takes {ranged} numbers from the ranges that their sources state, or from a part of "
            "their value either way.",
            ranged=plain(a.ranged),
        )  # fmt: skip
    harmless = t(
        "A rise of up to {number} of 100 denied needs counts as none, and so does half a person of 100 in a title.",
        number=plain(100 * HARMLESS, 0.1),
    )
    unseen = t("All numbers are from simulated cities that the search had not seen.")
    return f"{unseen} {drawn} {harmless} {t('A search finds good mixes, not proven best ones.')}"


def _of(share: float) -> str:
    return plain(100 * share)
