"""Why: what each part of a plan brings alone, what the parts bring only together, and fair shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import solara

from dashboards.charts.figure import Figure
from dashboards.charts.look import Theme
from dashboards.charts.rows import bars
from dashboards.charts.waterfall import Step, waterfall
from dashboards.engine.jobs import Report, Work, run_each
from dashboards.engine.knowledge import SEEDS
from dashboards.engine.run_maker import RunMaker
from dashboards.plans.drafts import View
from dashboards.plans.handout import asked, called, source
from dashboards.state import Session
from dashboards.tabs.against import AgainstFirst, gained
from dashboards.widgets.parts import Choice, FigureView, repeated, tag
from experiments.comparing.compare import Comparison, Side
from experiments.comparing.gaps import OUTCOMES
from experiments.comparing.stats import estimate
from experiments.explaining.contributions import (
    Contributions,
    Member,
    Subset,
    members,
    partial_plans,
    shared_out,
)  # fmt: skip
from experiments.language import t, tn
from experiments.running.inputs import command_line
from experiments.running.runner import Plan
from experiments.telling.cells import NONE, Head, Number, Row
from experiments.telling.names import label_of, rule_name
from experiments.telling.numbers import plain
from experiments.telling.words import quoted
from sim.registry import registry
from sim.tables import Array

CITIES = SEEDS[:3]
TOLD = (*OUTCOMES, "online", "merchants")
"""The outcomes that can be taken apart."""
SMALL = 0.5  # points out of 100 below which a part is not worth a word


@dataclass(frozen=True, slots=True)
class Taken:
    """The last month of every subset of a plan's parts: outcome → subset → one value a city."""

    members: tuple[Member, ...]
    ends: Mapping[str, Mapping[Subset, Array]]
    base: Mapping[str, float]


def taking_apart(workshop: RunMaker, base: Plan, plan: Plan) -> Work:
    """The work of running every subset of a plan in a few cities, one city after the other."""

    def work(report: Report, unwanted: Callable[[], bool]) -> Taken:
        parts = members(base, plan)
        plans = partial_plans(base, plan, parts)
        jobs = [(one, seed) for seed in CITIES for one in plans.values()]
        subsets = list(plans)
        ends: dict[str, dict[Subset, list[float]]] = {name: {s: [] for s in subsets} for name in TOLD}
        for place, run in run_each(workshop, jobs, unwanted):
            for name in TOLD:
                ends[name][subsets[place % len(subsets)]].append(float(run.indicators[name][-1]))
            whole_city = (place + 1) % len(subsets) == 0
            report((place + 1) / len(jobs), taken(parts, ends) if whole_city else None)
        return taken(parts, ends)

    return work


def taken(parts: tuple[Member, ...], ends: Mapping[str, Mapping[Subset, list[float]]]) -> Taken:
    """What is known after some whole cities, as arrays."""
    found = {name: {s: np.array(values) for s, values in by.items()} for name, by in ends.items()}
    return Taken(parts, found, {name: float(by[frozenset()].mean()) for name, by in found.items()})


def alone_and_together(found: Contributions, base: float, titles: tuple[str, str], colors: Theme) -> Figure:
    """From the base to the plan: every part alone, then what the parts do only together."""
    parts = sorted(found.parts, key=lambda part: -part.alone.mean())
    joint = 100 * float(found.interaction.mean())
    word = t("Only together") if joint >= 0 else t("Counted twice above")
    steps = [
        Step(t(titles[0]), 100 * base, level=True, color=colors["plan-0"]),
        *(Step(t(part.name), 100 * float(part.alone.mean())) for part in parts),
        Step(word, joint, color=colors["plan-3"]),
        Step(t(titles[1]), 100 * (base + float(found.total.mean())), level=True, color=colors["ink"]),
    ]
    rows: list[Row] = [
        (t(part.name), points(part.alone), points(part.shapley), told_parts(part.policies)) for part in parts
    ]
    rows.append((word, points(found.interaction), Number("", NONE), ""))
    rows.append((t("All together"), points(found.total), points(found.total), ""))
    measure = t(
        "Of 100 adults, in the last month: what each part adds when nothing else is done, and what is left over."
    )
    unit = t("points out of 100")
    columns = (t("Part"), Head(t("Alone"), unit), Head(t("Fair share"), unit), t("Policies in it"))
    option = waterfall(steps, colors, t("of 100 adults"))
    return Figure("why", together(found), measure, option, columns, tuple(rows), 60 + 34 * len(steps))


def fair_shares(found: Contributions, colors: Theme) -> Figure:
    """What each part brings on average over all orders in which the parts could come."""
    parts = sorted(found.parts, key=lambda part: -part.shapley.mean())
    sizes = [100 * float(part.shapley.mean()) for part in parts]
    total = 100 * float(found.total.mean())
    finding = t("Shared out fairly")
    if total > SMALL:
        finding = t("{part} brings {size} of the {whole}, when what the parts bring together is shared out.",
                    part=quoted(parts[0].name), size=plain(sizes[0], 0.1), whole=plain(total, 0.1))  # fmt: skip
    option = bars(
        [t(part.name) for part in parts],
        [(t("Fair share"), colors["plan-1"], sizes)],
        colors,
        t("points out of 100"),
    )
    measure = t("What a part adds on average over all orders in which the parts could come (Shapley value).")
    rows = tuple((t(part.name), points(part.shapley)) for part in parts)
    columns = (t("Part"), Head(t("Fair share"), t("points out of 100")))
    return Figure("shares", finding, measure, option, columns, rows, 60 + 30 * len(parts))


def together(found: Contributions) -> str:
    """The finding of the waterfall: how much the parts bring together, if that is clear."""
    joint, total = (estimate(100 * values) for values in (found.interaction, found.total))
    if abs(total.mean) < SMALL:
        return t("The plan changes this outcome too little to take it apart.")
    said = {"size": plain(abs(joint.mean), 0.1), "whole": plain(abs(total.mean), 0.1)}
    if joint.sign > 0 and joint.mean >= SMALL:
        return t("{size} of the {whole} come only because the parts work together.", **said)
    if joint.sign < 0 and joint.mean <= -SMALL:
        return t("The parts overlap: single effects would promise {size} more than the {whole} they bring together.",
                 **said)  # fmt: skip
    return t("The parts hardly help or hinder each other: single effects add up to {sum}, and all together bring {whole}.",
             sum=plain(total.mean - joint.mean, 0.1), whole=plain(total.mean, 0.1))  # fmt: skip


def points(values: Array) -> Number:
    """Mean over cities in people of 100 with its range: `+3.1 (+2.8 to +3.4)`."""
    known = estimate(100 * values)
    mean, low, high = (gained(value) for value in (known.mean, known.low, known.high))
    if known.known and low != high:
        mean = t("{mean} ({low} to {high})", mean=mean, low=low, high=high)
    return Number(mean, known.mean, known.low, known.high)


def told_parts(policies: tuple[str, ...]) -> str:
    """The policies of a part by name."""
    return t(", ").join(rule_name(registry().policies[policy]) for policy in policies)


def command(comparison: Comparison, view: View, side: Side, outcome: str, cities: int) -> str:
    """The command that takes the plan apart in the same cities."""
    names = called(comparison, view)
    plans = (names[comparison.base.name], names[side.name])
    return command_line("explain", plans, apart=True, seeds=cities, outcome=asked(outcome))


@solara.component
def Why(session: Session, comparison: Comparison, colors: Theme) -> None:
    """The chosen plan against the first one, taken apart when it is looked at."""
    AgainstFirst(
        session, comparison, session.why,
        lambda base, plan: taking_apart(session.workshop, base, plan),
        lambda side: t("Running every part of {plan} alone and together", plan=quoted(side.plan.title)),
        t("Take the plan apart"),
        lambda found, side: Parts(session, found, comparison, side, colors),
    )  # fmt: skip


@solara.component
def Parts(session: Session, found: Taken, comparison: Comparison, side: Side, colors: Theme) -> None:
    """The two charts for one outcome, and what is in each part."""
    outcome, set_outcome = solara.use_state(comparison.outcome)
    labels = {label_of(name): name for name in TOLD}
    Choice(t("Outcome"), list(labels), label_of(outcome), lambda word: set_outcome(labels[word]))
    parts = shared_out(outcome, found.members, found.ends[outcome])
    titles = (comparison.base.plan.title, side.plan.title)
    repeat = command(comparison, session.view.peek(), side, outcome, len(parts.total))
    given = source(repeat, (comparison.base, side))
    FigureView(alone_and_together(parts, found.base[outcome], titles, colors), given)
    with tag("div", css="grid"):
        FigureView(fair_shares(parts, colors), given)
        with tag("div", css="card"):
            tag("h3", t("What is in each part"))
            for member in found.members:
                inside = told_parts(member.policies) or t(
                    "all that differs from {plan} besides policies", plan=quoted(titles[0])
                )
                tag("p", t("{plan}: {text}", plan=t(member.name), text=inside))
            n = len(parts.total)
            tag(
                "p",
                tn("Mean of {number} simulated city.", "Mean of {number} simulated cities.", n, number=n),
                css="small",
            )
            repeated(repeat)
