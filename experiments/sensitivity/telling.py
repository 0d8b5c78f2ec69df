"""What a sensitivity analysis found, in plain sentences; each is said only when it holds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from experiments.comparing.targets import label_of, scale, shown
from experiments.report.sheet import Section
from experiments.telling.numbers import magnitude, plain
from experiments.telling.words import quoted

if TYPE_CHECKING:
    from experiments.sensitivity.discovery import Limit
    from experiments.sensitivity.enough import Enough
    from experiments.sensitivity.inputs import Input
    from experiments.sensitivity.study import Study

NAMED = 3  # inputs named in a sentence


def title(study: Study) -> str:
    """The question as a heading."""
    q = study.question
    if q.base is None:
        return f"How sure is the answer about {quoted(q.plan.title)}?"
    return f"How sure is the difference between {quoted(q.plan.title)} and {quoted(q.base.title)}?"


def findings(study: Study) -> list[str]:
    """The answer in a few sentences, the most important first."""
    said = [ahead(study), reversal(study), fails(study), leading(study)]
    said += [cities(known) for known in study.enough[:1]]
    if study.failed:
        said.append(f"{study.failed} draws could not be run and are left out.")
    return [sentence for sentence in said if sentence]


def ahead(study: Study) -> str:
    """In 187 of 200 draws of the assumptions, “A” does better than “B”."""
    q, draws = study.question, study.draws
    if q.base is None or draws.ahead is None:
        return ""
    won = round(draws.ahead * draws.count)
    return (
        f"In {won} of {draws.count} draws of the assumptions, {quoted(q.plan.title)} does better than "
        f"{quoted(q.base.title)} on “{label_of(q.main).lower()}”."
    )


def reversal(study: Study) -> str:
    """Which single assumption could turn the ranking round, if any."""
    if study.question.base is None:
        return ""
    if study.tornado.usual.sign == 0:
        return "As things are, the two plans cannot be told apart, so there is no ranking to turn round."
    found = study.tornado.reversals
    tried = len(study.tornado.swings)
    if not found:
        return f"None of the {tried} most important assumptions could turn the ranking round by itself."
    named = "; ".join(lower(swing.input.label) for swing in found[:NAMED])
    verb = "assumption could" if len(found) == 1 else "assumptions could each"
    return f"{len(found)} {verb} turn the ranking round alone: {named}."


def fails(study: Study) -> str:
    """When the plan fails, as limits on inputs, with how often that is right."""
    box, draws = study.box, study.draws
    count = int(draws.fails.sum())
    start = _failing(study, count)
    if not box.better:
        return f"{start} No simple rule says when: the failures have no few assumptions in common."
    rule = " and ".join(limit(known) for known in box.limits)
    return (
        f"{start} Look out for {rule}: then {round(100 * box.density)} of 100 draws {_verb(study)}, against "
        f"{round(100 * box.rate)} of 100 overall, and this rule explains {round(100 * box.coverage)} of 100 such "
        f"draws (counted on {box.held_out} draws that were kept aside)."
    )


def _failing(study: Study, count: int) -> str:
    q, draws = study.question, study.draws
    plan = quoted(q.plan.title)
    if draws.meaning == "target":
        goals = " and ".join(target.words for target in study.targets)
        return f"{plan} misses its targets ({goals}) in {count} of {draws.count} draws."
    if draws.meaning == "not ahead":
        return f"{plan} is not ahead in {count} of {draws.count} draws."
    gains = "gains least over the other plan" if q.base is not None else "does worst"
    return f"{plan} {gains} in a fifth of the draws."


def _verb(study: Study) -> str:
    return "belong to that fifth" if study.draws.meaning == "worst" else "fail"


def limit(known: Limit) -> str:
    """“trust in government at the start below 35 %”."""
    side = "below" if known.below else "above"
    return f"{lower(known.input.label)} {side} {value(known.input, known.value)}"


def value(known: Input, number: float) -> str:
    """A value of an input, as fine as its range asks for; shares in percent, short units beside it."""
    to = 10.0 ** (magnitude(known.high - known.low) - 1)
    if known.unit == "share":
        return f"{plain(100 * number, max(100 * to, 1.0))} %"
    unit = known.unit if known.unit.startswith("US$") or known.unit in ("months", "km") else ""
    return f"{plain(number, to)} {unit}".rstrip()


def lower(label: str) -> str:
    """A label inside a sentence."""
    return label if label[:2].isupper() else f"{label[0].lower()}{label[1:]}"


def leading(study: Study) -> str:
    """The assumptions that matter most."""
    screening = study.screenings[0]
    if not screening.influences:
        return "Too few runs finished to say which assumptions matter."
    named = [known for known in screening.influences[:NAMED] if known.size > 0]
    if not named:
        return "No assumption that was tried changes the answer."
    factor, unit = scale(screening.outcome)
    parts = [
        f"{lower(k.input.label)} ({plain(factor * k.size, _fine(factor * k.size))} {unit})" for k in named
    ]
    return f"Of {len(study.inputs)} assumptions, these matter most over the range tried: {', '.join(parts)}."


def _fine(size: float) -> float:
    """One decimal below ten, two digits below one."""
    return 1.0 if size >= 10 else float(10.0 ** min(-1, magnitude(size) - 1 if size else -1))


def cities(known: Enough) -> str:
    """Whether the simulated cities are enough."""
    factor, unit = scale(known.outcome)
    last = known.steps[-1]
    half = plain(factor * last.half, _fine(factor * last.half))
    wish = plain(factor * known.precision, _fine(factor * known.precision))
    start = f"With {known.cities} simulated cities the mean is known to ±{half} {unit}"
    settled = f"its spread between cities has settled from {known.settled} on"
    if known.settled >= known.cities or not math.isfinite(last.variation):
        settled = "its spread between cities has not settled yet"
    if known.enough:
        return f"{start}; {known.needed} would do for ±{wish}, and {settled}."
    return f"{start}; ±{wish} needs about {known.needed}, and {settled}."


def usual(study: Study) -> str:
    """The main outcome as things are."""
    known = study.tornado.usual
    if study.question.base is None:
        return shown(study.question.main, known.mean)
    factor, unit = scale(study.question.main)
    return f"{plain(factor * known.mean, _fine(abs(factor * known.mean)))} {unit}"


def notes(study: Study) -> tuple[Section, ...]:
    """How to read the page, and what was tried."""
    sizes = study.sizes
    method = (
        f"{len(study.inputs)} uncertain numbers were varied: every parameter that no government sets and that the "
        "plans make use of, and facts about the city on its first day.",
        f"A Morris screening ({sizes.trajectories} trajectories) looked at all of them. The most important were "
        "followed one by one, in their shares of the variance, and in a search for the conditions of failure.",
        f"{study.draws.count} draws moved all of them at once (Latin hypercube).",
        "A range is what we tried, not what we believe: a number with a wide range matters more for that reason "
        "alone. Change ranges with --spread, --whole-range and --over.",
    )
    return (Section("What was tried", method),)
