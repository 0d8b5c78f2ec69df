"""Money: what each plan spends, on what, and when."""

from __future__ import annotations

import numpy as np
import solara

from dashboards.charts.figure import Figure, axis, dates, frame, months_axis, place_of
from dashboards.charts.lines import line
from dashboards.charts.look import Theme
from dashboards.charts.rows import bars
from dashboards.state import Session
from dashboards.tabs.budget import BestMix, Budget
from dashboards.widgets.parts import FigureView, Legend, Said, tag
from experiments.comparing.compare import Comparison, Side
from experiments.language import t
from experiments.report.findings import (
    CATEGORY_LABELS,
    all_along,
    category,
    cost_finding,
    costs_measure,
    of_plans,
    table_months,
)
from experiments.telling.budgets import kept
from experiments.telling.cells import Columns, Month, Number, Row, dollars
from experiments.telling.numbers import money, month_name
from experiments.telling.words import cost, quoted, titled
from sim.tables import Array

MILLION = 1e6


def by_category(comparison: Comparison, colors: Theme) -> Figure:
    """Spending by the World Bank's cost categories, a bar per plan."""
    sides = comparison.sides
    used = [name for name in CATEGORY_LABELS if any(side.by_category[name].mean for side in sides)]
    series = [
        (titled(s), colors.look(place_of(s)).color, [s.by_category[n].mean / MILLION for n in used])
        for s in sides
    ]
    rows: list[Row] = [(category(n), *(dollars(side.by_category[n]) for side in sides)) for n in used]
    rows.append((t("All"), *(dollars(side.cost) for side in sides)))
    option = bars([category(n) for n in used], series, colors, t("million US$"))
    measure = costs_measure()
    columns: Columns = (t("Spent on"), *of_plans(comparison, all_along(comparison, "US$")))
    height = 60 + len(used) * (18 + 12 * len(sides))
    return Figure("costs", cost_finding(comparison), measure, option, columns, tuple(rows), height)


def so_far(side: Side) -> Array:
    """Everything spent up to each month, mean over cities, in million US$."""
    found: Array = (
        np.mean([run.counted.spend.sum(axis=(1, 2, 3)).cumsum() for run in side.runs], axis=0) / MILLION
    )
    return found


def spent(millions: float) -> Number:
    """An amount in million US$, as a cell in US$."""
    return Number(money(millions * MILLION), millions * MILLION)


def over_time(comparison: Comparison, colors: Theme, chosen: int) -> Figure:
    """Everything spent so far, month by month."""
    paths = {side.name: so_far(side) for side in comparison.sides}
    option = frame(colors) | {
        "months": dates(comparison),
        "xAxis": months_axis(colors),
        "yAxis": axis(colors, t("million US$"), type="value", min=0),
        "series": [line(s, paths[s.name], colors, place_of(s) == chosen) for s in comparison.sides],
        "tooltip": {"trigger": "axis", "order": "valueDesc", "confine": True},
    }
    option["grid"] = {"left": 8, "right": 52, "top": 30, "bottom": 6, "containLabel": True}
    scenario = comparison.base.plan.scenario
    rows: tuple[Row, ...] = tuple(
        (Month(scenario.date(m)), *(spent(float(paths[s.name][m])) for s in comparison.sides))
        for m in table_months(scenario.months)
    )
    columns: Columns = (t("Month"), *of_plans(comparison, "US$"))
    dearest = max(comparison.sides, key=lambda side: paths[side.name][-1])
    half = int(np.searchsorted(paths[dearest.name], paths[dearest.name][-1] / 2))
    finding = t(
        "Half of what {plan} costs is spent by {month}.",
        plan=quoted(dearest.plan.title),
        month=month_name(scenario.date(half)),
    )
    return Figure(
        "spending", finding, t("Everything spent so far, in million US$."), option, columns, rows, 250
    )


@solara.component
def Money(session: Session, comparison: Comparison, colors: Theme) -> None:
    """A sentence on the price of each plan, and two charts."""
    Legend(comparison, colors)
    with tag("div", css="card"):
        Budget(session)
        budget = session.budget.value
        texts = {s.name: f"{cost(comparison, s)} {kept(s, budget)}".strip() for s in comparison.sides}
        Said(texts, comparison, colors)
    if any(side.cost.mean for side in comparison.sides):
        FigureView(by_category(comparison, colors))
        FigureView(over_time(comparison, colors, session.place.value))
    BestMix(session, comparison)
