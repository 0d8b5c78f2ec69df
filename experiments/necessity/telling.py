"""The answer about components in plain sentences; each is said only when it holds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from experiments.language import t, tn
from experiments.necessity.components import GOVERNANCE, LABELS, told
from experiments.necessity.result import ENOUGH
from experiments.report.sheet import Section
from experiments.telling.names import listed
from experiments.telling.numbers import plain, span

if TYPE_CHECKING:
    from experiments.comparing.targets import Target
    from experiments.necessity.file import Question
    from experiments.necessity.result import Need, Pair, Result, Set

MOST_SETS = 4
HARD = 0.5  # a target that even the best set misses this often is called out
CLEAR = 0.01  # a smaller part of the targets is no interaction worth telling


def findings(question: Question, result: Result) -> list[str]:
    """The answer, the most important first."""
    if result.reachable == 0:
        return [unreachable(question, result), *hard(question, result)]
    said = [necessary(result), helpful(result), sufficient(result), *hard(question, result)]
    said += [models(question, result), together(question, result)]
    return [sentence for sentence in said if sentence]


def unreachable(question: Question, result: Result) -> str:
    """No set reaches all targets in any case."""
    return t(
        "No set of components reaches all {targets} targets in any of {cases} cases, so nothing can be called necessary or "
        "enough. Lower the targets, or give the plan more than components.",
        targets=len(question.targets), cases=plain(result.cases),
    )  # fmt: skip


def necessary(result: Result) -> str:
    """Which components nothing succeeds without, and for which targets."""
    found = [need for need in result.needs if need.necessary]
    if not found:
        return t("No single component is necessary: without each of them some set reaches all targets in more than one of "
                 "ten cases that can be won.")  # fmt: skip
    return t(
        "Necessary: {components}. In brackets: in how many of the {cases} cases in which any set reaches all targets none "
        "without the component does. A case is one draw of the assumptions under one governance model.",
        components=listed([_needed(need) for need in found]), cases=plain(result.winnable),
    )  # fmt: skip


def _needed(need: Need) -> str:
    component = t(LABELS[need.component])
    if not need.targets:
        return f"{component} ({plain(need.cases)})"
    return t("{component} ({number}; for {targets})", component=component, number=plain(need.cases),
             targets=listed([t("“{title}”", title=target.words) for target in need.targets]))  # fmt: skip


def helpful(result: Result) -> str:
    """Components that decide some cases but not nearly all."""
    rest = [need for need in result.needs if not need.necessary]
    some = [f"{t(LABELS[n.component])} ({plain(n.cases)})" for n in rest if n.cases]
    none = [t(LABELS[n.component]) for n in rest if not n.cases]
    said = [t("Not always necessary: {components}.", components=listed(some))] if some else []
    said += [t("Never necessary: {components}.", components=listed(none))] if none else []
    return " ".join(said)


def sufficient(result: Result) -> str:
    """The minimal sets that are enough, or the best there is."""
    if not result.minimal:
        best = result.best
        return t(
            "No set is enough: that takes all targets in {least} of {cases} cases. The best, {components}, reaches them in "
            "{number}{range}.",
            least=plain(math.ceil(ENOUGH * result.cases)), cases=plain(result.cases), components=told(best.components),
            number=plain(best.cases), range=between(best),
        )  # fmt: skip
    sets = [f"{told(s.components)} ({plain(s.cases)}; {_range(s)})" for s in result.minimal[:MOST_SETS]]
    more = len(result.minimal) - len(sets)
    sets += [t("and {number} more", number=more)] if more > 0 else []
    return tn(
        "The smallest set that is enough: {sets}. In brackets: in how many of {cases} cases it reaches all targets, and "
        "the 95 % range of that share.",
        "The smallest sets that are enough: {sets}. In brackets: in how many of {cases} cases each reaches all targets, "
        "and the 95 % range of that share.",
        len(result.minimal), sets="; ".join(sets), cases=plain(result.cases),
    )  # fmt: skip


def hard(question: Question, result: Result) -> list[str]:
    """Targets that everything together misses in most cases."""
    shares = zip(question.targets, result.full.by_target, strict=True)
    return [
        t("Even with all components, “{target}” is reached in only {number} of {cases} cases.", target=target.words,
          number=plain(share * result.cases), cases=plain(result.cases))
        for target, share in shares
        if share < HARD
    ]  # fmt: skip


def models(question: Question, result: Result) -> str:
    """Whether the answer hangs on who governs."""
    if len(question.governance) < 2:
        return ""
    shares = dict(zip(question.governance, result.full.by_model, strict=True))
    best, worst = max(shares, key=lambda m: shares[m]), min(shares, key=lambda m: shares[m])
    unlike = [
        m
        for m, sets in zip(question.governance, result.minimal_by_model, strict=True)
        if {s.components for s in sets} != {s.components for s in result.minimal}
    ]
    counted = {"number": plain(shares[best] * question.draws), "draws": plain(question.draws)}
    if shares[best] > shares[worst]:
        said = t(
            "With all components the targets are reached in {number} of {draws} draws under “{best}” and in {fewer} under "
            "“{worst}”.",
            **counted, best=t(GOVERNANCE[best]), fewer=plain(shares[worst] * question.draws), worst=t(GOVERNANCE[worst]),
        )  # fmt: skip
    else:
        said = t("With all components the targets are reached in {number} of {draws} draws under every governance model.",
                 **counted)  # fmt: skip
    if unlike:
        return f"{said} {t('Which sets are enough differs under {models}.', models=governed(unlike))}"
    return f"{said} {t('The smallest sufficient sets are the same under every governance model.')}"


def governed(models: Iterable[int]) -> str:
    """Governance models in a row, each in quotation marks."""
    return listed([t("“{title}”", title=t(GOVERNANCE[m])) for m in models])


def together(question: Question, result: Result) -> str:
    """The two components that need each other most, and those that stand in for each other."""
    clear = [
        pair for pair in result.pairs if pair.interaction.sign != 0 and abs(pair.interaction.mean) >= CLEAR
    ]
    if not clear:
        return t("No two components add clearly more, or less, together than each adds alone.")
    needed = [_pair(question, pair) for pair in clear if pair.interaction.sign > 0]
    instead = [_pair(question, pair) for pair in clear if pair.interaction.sign < 0]
    said = [
        t("These two need each other most: {first} and {second}. Together they reach {number} more of the {targets} "
          "targets on average than the sum of what each adds alone.", **pair)
        for pair in needed[:1]
    ]  # fmt: skip
    said += [
        t("These two stand in for each other most: {first} and {second}. Together they reach {number} fewer of the "
          "{targets} targets on average than the sum of what each adds alone.", **pair)
        for pair in instead[:1]
    ]  # fmt: skip
    return " ".join(said)


def _pair(question: Question, pair: Pair) -> dict[str, str]:
    return {
        "first": t(LABELS[pair.first]), "second": t(LABELS[pair.second]), "targets": plain(len(question.targets)),
        "number": plain(abs(pair.interaction.mean) * len(question.targets), 0.01),
    }  # fmt: skip


def failed(question: Question, number: int) -> str:
    """How many runs failed, and what that means for the counts."""
    return t(
        "{number} of {runs} runs failed and count as missed.", number=plain(number), runs=plain(question.runs)
    )


def notes(question: Question) -> tuple[Section, ...]:
    """What was tried, and what the words mean."""
    targets = tuple(t("Target: {target}.", target=target.words) for target in question.targets)
    method = (
        t(
            "All {sets} sets of {components} components, under {models}, each in the same {draws} draws. A draw is a "
            "simulated city and one set of assumptions, each moved by up to {spread} % either way, or within the range "
            "that its source states. A case is one draw under one governance model.",
            sets=2 ** len(question.components), components=len(question.components), models=governed(question.governance),
            draws=plain(question.draws), spread=round(100 * question.spread),
        ),
        t("A plan without a component goes without the policies that would do nothing then."),
        t(
            "Enough: all targets are reached in {enough} % of the cases or more. Smallest: no smaller set inside it is "
            "enough. Necessary: in {enough} % or more of the cases in which any set succeeds, none without the component "
            "does.",
            enough=round(100 * ENOUGH),
        ),
        t("A component can only be necessary for the targets that were set: use of digital payments needs digital payments "
          "by definition."),
    )  # fmt: skip
    return (
        Section(t("The targets"), targets),
        Section(t("What was tried, and what the words mean"), method),
    )


def between(known: Set) -> str:
    """` (82–100 %)`: the 95 % range of the share of cases."""
    return f" ({_range(known)})"


def _range(known: Set) -> str:
    return t("{number} %", number=span(plain(100 * known.low), plain(100 * known.high)))


def some(targets: Sequence[Target]) -> str:
    """Targets in a cell of a table."""
    return "; ".join(target.words for target in targets) or t("none")
