"""What a sensitivity analysis found, in plain sentences; each is said only when it holds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.comparing.targets import label_of, scale
from experiments.language import t, tn
from experiments.report.sheet import Section
from experiments.telling.names import listed, rule_name
from experiments.telling.numbers import RATES, SHARES, magnitude, percent, plain
from experiments.telling.words import quoted
from sim.registry import registry

if TYPE_CHECKING:
    from experiments.sensitivity.discovery import Limit
    from experiments.sensitivity.enough import Enough
    from experiments.sensitivity.inputs import Input
    from experiments.sensitivity.study import Study

NAMED = 3  # inputs named in a sentence
PURE = ("ratio", "index")
"""Units of numbers that stand alone."""


def title(study: Study) -> str:
    """The question as a heading."""
    q = study.question
    if q.base is None:
        return t("How sure is the answer about {plan}?", plan=quoted(q.plan.title))
    return t(
        "How sure is the difference between {plan} and {base}?",
        plan=quoted(q.plan.title),
        base=quoted(q.base.title),
    )


def findings(study: Study) -> list[str]:
    """The answer in a few sentences, the most important first."""
    said = [ahead(study), reversal(study), fails(study), leading(study)]
    said += [cities(known) for known in study.enough[:1]]
    if study.failed:
        said.append(
            tn("{number} draw could not be run and is left out.",
               "{number} draws could not be run and are left out.", study.failed, number=plain(study.failed))
        )  # fmt: skip
    return [sentence for sentence in said if sentence]


def ahead(study: Study) -> str:
    """In 187 of 200 draws of the assumptions, “A” does better than “B”."""
    q, draws = study.question, study.draws
    if q.base is None or draws.ahead is None:
        return ""
    won = round(draws.ahead * draws.count)
    return t(
        "In {won} of {count} draws of the assumptions, {plan} does better than {base}, measured by “{outcome}”.",
        won=won, count=draws.count, plan=quoted(q.plan.title), base=quoted(q.base.title),
        outcome=lower(t(label_of(q.main))),
    )  # fmt: skip


def reversal(study: Study) -> str:
    """Which single assumption could turn the ranking round, if any."""
    if study.question.base is None:
        return ""
    if study.tornado.usual.sign == 0:
        return t("As things are, the two plans cannot be told apart, so there is no ranking to turn round.")
    found = study.tornado.reversals
    tried = len(study.tornado.swings)
    if not found and not tried:
        return t("No assumption that was tried changes the answer.")
    if not found and tried == 1:
        return t("The most important assumption could not turn the ranking round by itself.")
    if not found:
        return t("None of the {number} most important assumptions could turn the ranking round by itself.",
                 number=tried)  # fmt: skip
    named = "; ".join(lower(called(swing.input)) for swing in found[:NAMED])
    if len(found) == 1:
        return t("1 assumption could turn the ranking round alone: {named}.", named=named)
    return t(
        "{number} assumptions could each turn the ranking round alone: {named}.",
        number=len(found),
        named=named,
    )


def fails(study: Study) -> str:
    """When the plan fails, as limits on inputs, with how often that is right."""
    box, draws = study.box, study.draws
    count = int(draws.fails.sum())
    start = _failing(study, count)
    if not box.better:
        return t(
            "{start} No simple rule of a few assumptions tells these draws from the others.", start=start
        )
    counted = {
        "start": start, "rule": listed(limits(box.limits)), "kept": plain(box.held_out), "inside": plain(box.inside),
        "hits": plain(box.hits), "missed": plain(box.missed), "others": plain(box.held_out - box.inside),
    }  # fmt: skip
    if draws.meaning == "worst":
        return t("{start} Look out for {rule}: {inside} of {kept} draws that were kept aside are like that; {hits} of "
                 "these {inside} belong to that fifth, and {missed} of the other {others}.", **counted)  # fmt: skip
    return t("{start} Look out for {rule}: {inside} of {kept} draws that were kept aside are like that; {hits} of "
             "these {inside} fail, and {missed} of the other {others}.", **counted)  # fmt: skip


def _failing(study: Study, count: int) -> str:
    q, draws = study.question, study.draws
    plan = quoted(q.plan.title)
    if draws.meaning == "target":
        goals = t(" and ").join(target.words for target in study.targets)
        return t("{plan} misses its targets ({goals}) in {number} of {count} draws.",
                 plan=plan, goals=goals, number=count, count=draws.count)  # fmt: skip
    if draws.meaning == "not ahead":
        return t(
            "{plan} is not ahead in {number} of {count} draws.", plan=plan, number=count, count=draws.count
        )
    if q.base is not None:
        return t(
            "As {plan} is hardly ever behind, the fifth of the draws in which it gains least is looked at instead.",
            plan=plan,
        )
    return t("The fifth of the draws in which {plan} does worst is looked at.", plan=plan)


def limits(known: Sequence[Limit]) -> list[str]:
    """Each limit in words; two sides of one assumption together."""
    sides = {one.input.key: [other for other in known if other.input == one.input] for one in known}
    return [limit(some[0]) if len(some) == 1 else inside(some) for some in sides.values()]


def inside(sides: Sequence[Limit]) -> str:
    """“Weight of trust” between 1.8 and 2.3: its name is quoted, as it may have a comma in it."""
    known = sides[0].input
    low, high = (value(known, side.value) for side in sorted(sides, key=lambda side: side.below))
    return t("{assumption} between {low} and {high}", assumption=quoted(called(known)), low=low, high=high)


def limit(known: Limit) -> str:
    """“Trust in government at the start” below 35 %."""
    told = {"assumption": quoted(called(known.input)), "value": value(known.input, known.value)}
    return t("{assumption} below {value}", **told) if known.below else t("{assumption} above {value}", **told)


def value(known: Input, number: float) -> str:
    """A value of an input with its unit, as fine as its range asks for; shares and rates in percent."""
    to = 10.0 ** (magnitude(known.high - known.low) - 1)
    if known.unit in SHARES:
        return percent(plain(100 * number, max(100 * to, 1.0)))
    if known.unit in RATES:
        return t(RATES[known.unit], percent=percent(plain(100 * number, 100 * to)))
    unit = "" if known.unit in PURE else t(known.unit)
    return f"{plain(number, to)} {unit}".rstrip()


def called(known: Input) -> str:
    """An assumption by its label; with the rule it belongs to, where another rule has one of the same name."""
    rules, params = registry().rules, registry().params
    alike = [key for key, param in params.items() if param.label == known.label]
    rule = rules.get(known.key.partition(".")[0])
    if len(alike) < 2 or rule is None:
        return t(known.label)
    return f"{t(known.label)} ({rule_name(rule)})"


def lower(label: str) -> str:
    """A label inside a sentence."""
    return label if label[:2].isupper() else f"{label[0].lower()}{label[1:]}"


def leading(study: Study) -> str:
    """The assumptions that matter most."""
    screening = study.screenings[0]
    if not screening.influences:
        return t("Too few runs finished to say which assumptions matter.")
    named = [known for known in screening.influences[:NAMED] if known.size > 0]
    if not named:
        return t("No assumption that was tried changes the answer.")
    factor, unit = scale(screening.outcome)
    parts = [
        f"{lower(called(k.input))} ({plain(factor * k.size, _fine(factor * k.size))} {t(unit)})"
        for k in named
    ]
    return t("Of {number} assumptions, these matter most over the range tried: {named}.",
             number=len(study.inputs), named=t(", ").join(parts))  # fmt: skip


def _fine(size: float) -> float:
    """One decimal below ten, two digits below one."""
    return 1.0 if size >= 10 else float(10.0 ** min(-1, magnitude(size) - 1 if size else -1))


def cities(known: Enough) -> str:
    """Whether the simulated cities are enough."""
    factor, unit = scale(known.outcome)
    last = known.steps[-1]
    half = plain(factor * last.half, _fine(factor * last.half))
    wish = plain(factor * known.precision, _fine(factor * known.precision))
    told = {
        "cities": plain(known.cities),
        "half": half,
        "unit": t(unit),
        "wish": wish,
        "needed": plain(known.needed),
    }
    if known.enough:
        said = t(
            "With {cities} simulated cities the mean is known to ±{half} {unit}; {needed} would do for ±{wish}.",
            **told,
        )
    else:
        said = t(
            "With {cities} simulated cities the mean is known to ±{half} {unit}; ±{wish} needs about {needed}.",
            **told,
        )
    if known.settled >= known.cities or not math.isfinite(last.variation):
        return f"{said} {t('Its spread between cities has not settled yet.')}"
    return (
        f"{said} {t('Its spread between cities has settled from {number} on.', number=plain(known.settled))}"
    )


def notes(study: Study) -> tuple[Section, ...]:
    """How to read the page, and what was tried."""
    sizes = study.sizes
    method = (
        t(
            "{number} uncertain numbers were varied: parameters that no government sets and that the plans make use of, "
            "and facts about the city on its first day.",
            number=plain(len(study.inputs)),
        ),
        t(
            "A Morris screening ({trajectories} trajectories) looked at all of them. The most important were followed one "
            "by one, in their shares of the variance, and in a search for the conditions of failure.",
            trajectories=plain(sizes.trajectories),
        ),
        t("{number} draws moved all of them at once (Latin hypercube).", number=plain(study.draws.count)),
        t("A range is what we tried, not what we believe: a number with a wide range matters more for that reason alone. "
          "Change ranges with --spread, --whole-range and --over."),
    )  # fmt: skip
    return (Section(t("What was tried"), method),)
