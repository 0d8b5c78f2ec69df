"""The answer about components in plain sentences; each is said only when it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.necessity.components import GOVERNANCE, LABELS, named
from experiments.necessity.result import ENOUGH
from experiments.report.sheet import Section
from experiments.telling.names import listed

if TYPE_CHECKING:
    from experiments.comparing.targets import Target
    from experiments.necessity.file import Question
    from experiments.necessity.result import Result, Set

MOST_SETS = 4
HARD = 0.5  # a target that even the best set misses this often is called out


def findings(question: Question, result: Result) -> list[str]:
    """The answer, the most important first."""
    if result.reachable == 0:
        return [unreachable(question, result), *hard(question, result)]
    said = [necessary(result), helpful(result), sufficient(result), *hard(question, result)]
    said += [models(question, result), together(result)]
    return [sentence for sentence in said if sentence]


def unreachable(question: Question, result: Result) -> str:
    """No set reaches all targets in any draw."""
    count = question.draws * len(question.governance)
    return (
        f"No set of components reaches all {len(question.targets)} targets in any of {count} draws, so nothing can "
        "be called necessary or enough. Lower the targets, or give the plan more than components."
    )


def necessary(result: Result) -> str:
    """Which components nothing succeeds without, and for which targets."""
    found = [need for need in result.needs if need.necessary]
    if not found:
        return "No single component is necessary: for each of them, some set without it reaches the targets often."
    parts = [f"{LABELS[n.component]} ({_share(n.share)}{_because(n.targets)})" for n in found]
    return (
        f"Necessary: {listed(parts)}. The number says in how many of 100 draws nothing succeeds without it."
    )


def _because(targets: Sequence[Target]) -> str:
    return f"; for “{'” and “'.join(t.words for t in targets)}”" if targets else ""


def helpful(result: Result) -> str:
    """Components that decide some draws but not nearly all."""
    rest = [need for need in result.needs if not need.necessary]
    some = [f"{LABELS[n.component]} ({_share(n.share)})" for n in rest if n.share > 0]
    none = [LABELS[n.component] for n in rest if n.share == 0]
    said = f"Not always necessary: {listed(some)}." if some else ""
    return f"{said} Never necessary: {listed(none)}.".strip() if none else said


def sufficient(result: Result) -> str:
    """The minimal sets that are enough, or the best there is."""
    if not result.minimal:
        best = result.best
        return (
            f"No set is enough in {round(100 * ENOUGH)} of 100 draws. The best, {named(best.components)}, reaches "
            f"all targets in {_interval(best)} of 100."
        )
    parts = [f"{named(s.components)} ({_interval(s)})" for s in result.minimal[:MOST_SETS]]
    more = len(result.minimal) - len(parts)
    tail = f"; and {more} more" if more > 0 else ""
    word = (
        "The smallest set that is enough" if len(result.minimal) == 1 else "The smallest sets that are enough"
    )
    return (
        f"{word}: {'; '.join(parts)}{tail}. The number says in how many of 100 draws all targets are reached."
    )


def hard(question: Question, result: Result) -> list[str]:
    """Targets that everything together misses in most draws."""
    shares = zip(question.targets, result.full.by_target, strict=True)
    return [
        f"Even with all components, “{target.words}” is reached in only {_share(share)} of 100 draws."
        for target, share in shares
        if share < HARD
    ]


def models(question: Question, result: Result) -> str:
    """Whether the answer hangs on who governs."""
    if len(question.governance) < 2:
        return ""
    shares = {GOVERNANCE[m]: s for m, s in zip(question.governance, result.full.by_model, strict=True)}
    best, worst = max(shares, key=lambda m: shares[m]), min(shares, key=lambda m: shares[m])
    unlike = [
        GOVERNANCE[m]
        for m, sets in zip(question.governance, result.minimal_by_model, strict=True)
        if {s.components for s in sets} != {s.components for s in result.minimal}
    ]
    spread = (
        f"With all components the targets are reached in {_share(shares[best])} of 100 draws under “{best}”"
    )
    spread += (
        f" and in {_share(shares[worst])} under “{worst}”"
        if shares[best] > shares[worst]
        else " and all others"
    )
    same = "The smallest sufficient sets are the same under every governance model."
    differ = f"Which sets are enough differs under {listed([f'“{name}”' for name in unlike])}."
    return f"{spread}. {differ if unlike else same}"


def together(result: Result) -> str:
    """The two components that need each other most, and those that stand in for each other."""
    clear = [
        pair for pair in result.pairs if pair.interaction.sign != 0 and abs(pair.interaction.mean) >= 0.01
    ]
    if not clear:
        return "No two components add clearly more, or less, together than each adds alone."
    said = []
    for sign, words in ((1, "need each other most"), (-1, "stand in for each other most")):
        found = [pair for pair in clear if pair.interaction.sign == sign]
        if found:
            pair = found[0]
            points = abs(100 * pair.interaction.mean)
            more = "more" if sign > 0 else "less"
            said.append(
                f"{LABELS[pair.first]} and {LABELS[pair.second]} {words}: together they reach {points:.0f} "
                f"of 100 targets {more} than the sum of what each adds alone."
            )
    return " ".join(text[0].upper() + text[1:] for text in said)


def notes(question: Question) -> tuple[Section, ...]:
    """What was tried, and what the words mean."""
    models = listed([f"“{GOVERNANCE[m]}”" for m in question.governance])
    targets = tuple(f"Target: {target.words}." for target in question.targets)
    method = (
        f"All {2 ** len(question.components)} sets of {len(question.components)} components, under {models}, each in "
        f"the same {question.draws} draws. A draw is a simulated city and one set of assumptions, each moved by up "
        f"to {round(100 * question.spread)} % either way.",
        "A plan without a component goes without the policies that would do nothing then.",
        f"Enough: all targets are reached in {round(100 * ENOUGH)} of 100 draws. Smallest: no smaller set inside it is "
        f"enough. Necessary: in {round(100 * ENOUGH)} of 100 draws in which any set succeeds, none without the "
        "component does.",
        "A component can only be necessary for the targets that were set: use of digital payments needs digital "
        "payments by definition.",
    )
    return (Section("The targets", targets), Section("What was tried, and what the words mean", method))


def _share(share: float) -> str:
    return f"{100 * share:.0f}"


def _interval(known: Set) -> str:
    return f"{_share(known.share)}, {_share(known.low)}–{_share(known.high)}"
