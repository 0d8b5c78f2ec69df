"""Over time: how many people are included under each plan, month by month."""

from __future__ import annotations

import solara

from dashboards.charts.figure import Figure, Later, side_at
from dashboards.charts.lines import lines, path
from dashboards.charts.look import Theme
from dashboards.pages.schedule import Schedule
from dashboards.state import Session
from dashboards.widgets.parts import FigureView, Legend, Said
from dashboards.widgets.sight import use_latest
from experiments.comparing.compare import Comparison, Side
from experiments.language import mark, t
from experiments.report.findings import cell, leader, of_plans, outcome_measure, table_months
from experiments.telling.cells import Columns, Month, Row
from experiments.telling.names import label_of
from experiments.telling.numbers import people
from experiments.telling.words import certainty, quoted
from sim.registry import registry

SMALL = ("id_active", "online", "merchants", "trust")
"""The indicators of the small charts below the large one."""
MEASURES = {
    "share of adults": mark("Out of 100 adults."), "share of businesses": mark("Out of 100 businesses."),
    "share": mark("The average of all adults, from 0 (none) to 100 (full)."),
}  # fmt: skip
"""What the small charts measure, by the unit of their indicator."""
UNITS = {
    "share of adults": mark("of 100 adults"), "share of businesses": mark("of 100 businesses"), "share": mark("of 100"),
}  # fmt: skip
"""The same in a word or two, for the head of a column."""


def over_time(comparison: Comparison, colors: Theme, chosen: int) -> Figure:
    """The outcome of every plan, with the band of the chosen one."""
    outcome = comparison.outcome
    best = max(comparison.sides, key=lambda side: side.levels[outcome].mean)
    measure = outcome_measure(comparison)
    option = lines(comparison, outcome, colors, chosen, name=t("of 100 adults"))
    rows, columns = Later(yearly, comparison, outcome), header(comparison, t("of 100 adults"))
    return Figure("over-time", leader(comparison, best), measure, option, columns, rows, 290)


def small(comparison: Comparison, indicator: str, colors: Theme, chosen: int) -> Figure:
    """Another indicator of all plans, in a small chart."""
    known = registry().indicators[indicator]
    option = lines(comparison, indicator, colors, chosen, name=t("of 100"))
    rows, columns = Later(yearly, comparison, indicator), header(comparison, t(UNITS[known.unit]))
    finding = ended(comparison, indicator, side_at(comparison, chosen))
    return Figure(indicator, finding, t(MEASURES[known.unit]), option, columns, rows, 190)


def ended(comparison: Comparison, indicator: str, side: Side) -> str:
    """Where an indicator stands at the end under one plan, and under the first one."""
    known = {"label": label_of(indicator), "number": people(side.levels[indicator].mean)}
    if side.name == comparison.reference:
        return t("{label}: {number} of 100 at the end with {plan}.", plan=quoted(side.plan.title), **known)
    return t(
        "{label}: {number} of 100 at the end with {plan}, {other} with {base}.", plan=quoted(side.plan.title),
        other=people(comparison.base.levels[indicator].mean), base=quoted(comparison.base.plan.title), **known,
    )  # fmt: skip


def header(comparison: Comparison, unit: str) -> Columns:
    """The columns of a table by month."""
    return (t("Month"), *of_plans(comparison, unit))


def yearly(comparison: Comparison, indicator: str) -> tuple[Row, ...]:
    """An indicator of every plan, once a year, with its range."""
    paths = [path(side, indicator) for side in comparison.sides]
    scenario = comparison.base.plan.scenario
    return tuple(
        (Month(scenario.date(m)), *(cell(known, m) for known in paths)) for m in table_months(scenario.months)
    )


@solara.component
def OverTime(session: Session, comparison: Comparison, colors: Theme) -> None:
    """The large chart, how sure it is, and four small ones."""
    chosen, answer = session.place.value, session.answer.peek()
    settled = answer is None or answer.complete
    Legend(comparison, colors)
    FigureView(over_time(comparison, colors, chosen))
    Said(
        {side.name: certainty(comparison, side) for side in comparison.others},
        comparison,
        colors,
        css="small",
    )
    Schedule(session, settled)
    with solara.v.Html(tag="div", class_="grid"):
        for indicator in SMALL:
            Small(comparison, indicator, colors, chosen, settled)


@solara.component
def Small(comparison: Comparison, indicator: str, colors: Theme, chosen: int, settled: bool) -> None:
    """A small chart, which waits for the levers to rest while it is out of sight."""
    figure, see = use_latest(lambda: small(comparison, indicator, colors, chosen), settled=settled)
    FigureView(figure, see=see)
