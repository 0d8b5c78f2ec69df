"""Over time: how many people are included under each plan, month by month."""

from __future__ import annotations

import solara

from dashboards.charts import Figure, lines, path
from dashboards.findings import cell, cities, leader, table_months
from dashboards.look import Theme
from dashboards.parts import FigureView, Legend
from dashboards.state import Session
from experiments.compare import Comparison
from experiments.numbers import month_name
from experiments.words import certainty, doing
from sim.registry import registry

SMALL = ("id_active", "online", "merchants", "trust")
"""The indicators of the small charts below the large one."""


def over_time(comparison: Comparison, colors: Theme, chosen: int) -> Figure:
    """The outcome of every plan, with the band of the chosen one."""
    outcome = comparison.outcome
    best = max(comparison.sides, key=lambda side: side.levels[outcome].mean)
    paths = {side.name: path(side, outcome) for side in comparison.sides}
    scenario = comparison.base.plan.scenario
    rows = tuple(
        (month_name(scenario.date(m)), *(cell(paths[side.name], m) for side in comparison.sides))
        for m in table_months(scenario.months)
    )
    band = f" Shaded: 95 % range of the mean of {cities(comparison)}." if len(comparison.seeds) > 1 else ""
    measure = f"Of 100 adults, how many {doing(outcome)}.{band}"
    titles = tuple(side.plan.title for side in comparison.sides)
    option = lines(comparison, outcome, colors, chosen, name="of 100 adults")
    return Figure("over-time", leader(comparison, best), measure, option, ("Month", *titles), rows, 290)


def small(comparison: Comparison, indicator: str, colors: Theme, chosen: int) -> Figure:
    """Another indicator of all plans, in a small chart."""
    known = registry().indicators[indicator]
    paths = {side.name: path(side, indicator) for side in comparison.sides}
    scenario = comparison.base.plan.scenario
    rows = tuple(
        (month_name(scenario.date(m)), *(cell(paths[side.name], m) for side in comparison.sides))
        for m in table_months(scenario.months)
    )
    titles = tuple(side.plan.title for side in comparison.sides)
    option = lines(comparison, indicator, colors, chosen, name="of 100")
    return Figure(indicator, known.label, f"In 100: {known.unit}.", option, ("Month", *titles), rows, 190)


@solara.component
def OverTime(session: Session, comparison: Comparison, colors: Theme) -> None:
    """The large chart, how sure it is, and four small ones."""
    chosen = session.view.value.chosen
    Legend(comparison, colors)
    FigureView(over_time(comparison, colors, chosen))
    sure = " ".join(text for side in comparison.others if (text := certainty(comparison, side)))
    if sure:
        solara.v.Html(tag="p", class_="small", children=[sure])
    with solara.v.Html(tag="div", class_="grid"):
        for indicator in SMALL:
            FigureView(small(comparison, indicator, colors, chosen))
