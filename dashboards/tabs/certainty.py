"""Certainty: in how many simulated cities a plan is ahead, what could turn that round, and when it fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import solara

from dashboards.charts.figure import Figure, place_of
from dashboards.charts.look import Theme
from dashboards.charts.spread import columns, swings
from dashboards.engine.bench import PageBench
from dashboards.engine.jobs import Report, Work, run_each
from dashboards.engine.run_maker import RunMaker
from dashboards.plans.handout import asked, called, source
from dashboards.state import Session
from dashboards.tabs.against import AgainstFirst, gained
from dashboards.widgets.parts import FigureView, as_said, repeated, tag, typed
from experiments.comparing.compare import Comparison, Side
from experiments.comparing.stats import estimate
from experiments.language import mark, t
from experiments.report.findings import at_the_end
from experiments.running.inputs import command_line
from experiments.running.runner import Plan
from experiments.sensitivity import telling
from experiments.sensitivity.inputs import inputs_of
from experiments.sensitivity.question import Question
from experiments.sensitivity.study import LEAST_DRAWS, QUICK, Study, study
from experiments.telling.cells import Head, Number, Row
from experiments.telling.numbers import plain
from experiments.telling.outcomes import doing
from experiments.telling.words import quoted

CITIES = tuple(range(1, 21))
SMALL_CITY = 2_000
"""Residents of the city in which assumptions are moved: many runs, and only differences count."""
FIRST = 0.4  # share of the work that the cities take
SHOWN = 8  # assumptions in the chart


@dataclass(frozen=True, slots=True)
class Certain:
    """The difference to the first plan in every city, in points out of 100, and what the assumptions do to it."""

    gains: tuple[float, ...]
    study: Study | None = None


def making_sure(workshop: RunMaker, base: Plan, plan: Plan, outcome: str) -> Work:
    """The work: twenty cities first, then the assumptions, in a small city."""

    def work(report: Report, unwanted: Callable[[], bool]) -> Certain:
        jobs = [(one, seed) for seed in CITIES for one in (base, plan)]
        ends: list[float] = []
        for place, run in run_each(workshop, jobs, unwanted):
            ends.append(100 * float(run.indicators[outcome][-1]))
            report(FIRST * (place + 1) / len(jobs))
        gains = tuple(plan_end - base_end for base_end, plan_end in zip(ends[::2], ends[1::2], strict=True))
        report(FIRST, Certain(gains))
        small = [
            Plan(p.name, replace(p.scenario, residents=min(p.scenario.residents, SMALL_CITY)))
            for p in (base, plan)
        ]
        question = Question(small[1], (outcome,), small[0])
        inputs = inputs_of([p.scenario for p in small], starts=False)  # the same people in every run
        bench = PageBench(
            workshop, lambda done: report(FIRST + (1 - FIRST) * done), unwanted,
            question.runs(QUICK.points(len(inputs))),
        )  # fmt: skip
        return Certain(gains, study(bench, question, inputs, CITIES, sizes=QUICK))

    return work


def in_cities(gains: tuple[float, ...], comparison: Comparison, side: Side, colors: Theme) -> Figure:
    """A bar for every simulated city: how many people the plan adds there."""
    known = estimate(gains)
    ahead = sum(gain > 0 for gain in gains)
    said = {"plan": quoted(side.plan.title), "base": quoted(comparison.base.plan.title), "all": len(gains)}
    if known.mean >= 0:
        finding = t(
            "In {number} of {all} simulated cities, {plan} brings in more people than {base}.",
            number=ahead,
            **said,
        )
    else:
        finding = t("In {number} of {all} simulated cities, {plan} brings in fewer people than {base}.",
                    number=len(gains) - ahead, **said)  # fmt: skip
    measure = t("Of 100 adults, how many more {doing} than with {base}, in the last month: one bar for each city, sorted.",
                doing=doing(comparison.outcome), base=said["base"])  # fmt: skip
    rows = tuple((str(i + 1), Number(gained(gain), gain)) for i, gain in enumerate(sorted(gains)))
    color = colors.look(place_of(side)).color
    option = columns(gains, colors, color, t("points out of 100"))
    unit = at_the_end(comparison, t("points out of 100"))
    return Figure(
        "cities", finding, measure, option, (t("City"), Head(t("Difference in points"), unit)), rows, 220
    )


def assumptions(found: Study, colors: Theme) -> Figure:
    """The assumptions that move the difference most, each over its whole range."""
    tornado = found.tornado
    rows = [
        (telling.called(s.input), s.at_low.times(100), s.at_high.times(100), s.reverses)
        for s in tornado.swings[:SHOWN]
    ]
    measure = t("The difference between the two plans in points out of 100 when one assumption is moved from the low "
                "to the high end of its range; the line is the difference as things are. Hatched: it could turn the "
                "ranking round. In a small city of {number} residents.", number=plain(SMALL_CITY))  # fmt: skip
    table: tuple[Row, ...] = tuple(
        (name, *(Number(gained(k.mean), k.mean, k.low, k.high) for k in ends), t("yes") if turns else t("no"))
        for name, *ends, turns in rows
    )
    unit = t("points out of 100")
    columns_ = (
        t("Assumption"),
        Head(t("At its low end"), unit),
        Head(t("At its high end"), unit),
        t("Turns the ranking"),
    )
    bars = [(name, one.mean, other.mean, turns) for name, one, other, turns in rows]
    option = swings(bars, 100 * tornado.usual.mean, colors, t("points out of 100"))
    return Figure("tornado", telling.reversal(found), measure, option, columns_, table, 70 + 34 * len(rows))


def swung(found: Study, plans: Sequence[str], outcome: str | None) -> str:
    """The command that moves the same assumptions in the same small cities, and draws as few others as it can."""
    base, plan = plans
    return command_line(
        "sensitivity", [plan], against=base, outcome=outcome, over=[s.input.key for s in found.tornado.swings],
        seeds=QUICK.cities, trajectories=QUICK.trajectories, samples=QUICK.samples, draws=LEAST_DRAWS,
        residents=min(found.question.plan.scenario.residents, SMALL_CITY),
    )  # fmt: skip


@solara.component
def Certainty(session: Session, comparison: Comparison, colors: Theme) -> None:
    """The chosen plan against the first one, checked in many cities and under other assumptions."""
    AgainstFirst(
        session, comparison, session.certain,
        lambda base, plan: making_sure(session.workshop, base, plan, comparison.outcome),
        lambda side: t("Trying {plan} in other cities and under other assumptions", plan=quoted(side.plan.title)),
        t("Check how sure this is"),
        lambda found, side: Sure(session, found, comparison, side, colors),
    )  # fmt: skip


@solara.component
def Sure(session: Session, found: Certain, comparison: Comparison, side: Side, colors: Theme) -> None:
    """The cities, the assumptions, and when the plan fails."""
    names, pair = called(comparison, session.view.peek()), (comparison.base, side)
    plans, outcome = tuple(names[one.name] for one in pair), asked(comparison.outcome)
    repeat = command_line("compare", plans, seeds=len(found.gains), outcome=outcome)
    FigureView(in_cities(found.gains, comparison, side, colors), source(repeat, pair))
    repeated(repeat)
    if found.study is None:
        return
    repeat = swung(found.study, plans, outcome)
    FigureView(assumptions(found.study, colors), source(repeat, pair))
    with tag("details", css="small repeat"):
        tag("summary", t("Repeat this result"))
        typed(repeat)
    with tag("div", css="card"):
        tag("h3", t("When does it fail?"))
        for sentence in (
            telling.ahead(found.study),
            telling.fails(found.study),
            telling.leading(found.study),
        ):
            tag("p", sentence)
        as_said(
            "p",
            mark("A quick check with few tries: the command `dpi-city sensitivity` looks longer."),
            css="small",
        )
