"""The charts of a comparison: each with a title that states its finding, a table and a text alternative."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.comparing.stats import estimate
from experiments.language import t
from experiments.report.chart_parts import Chart, label_ends, legend, row_names, set_years, styles
from experiments.report.findings import (
    CATEGORY_LABELS,
    all_along,
    at_the_end,
    category,
    cell,
    cost_finding,
    costs_measure,
    gap_finding,
    groups_measure,
    leader,
    of_plans,
    outcome_measure,
    table_months,
)  # fmt: skip
from experiments.report.svg import MUTED, PAPER, draw
from experiments.telling.cells import Columns, Month, Row, dollars, share
from experiments.telling.groups import who
from experiments.telling.words import titled

if TYPE_CHECKING:
    from experiments.comparing.compare import Comparison, Side


def over_time(comparison: Comparison) -> Chart:
    """The share of adults included, month by month, with the range of the mean."""
    outcome, looks = comparison.outcome, styles(comparison)
    paths = {side.name: _path(side, outcome) for side in comparison.sides}
    scenario = comparison.base.plan.scenario
    best = max(comparison.sides, key=lambda side: side.levels[outcome].mean)
    finding = leader(comparison, best)

    def paint(axes: Any, narrow: bool) -> None:
        ends = []
        for side in comparison.sides:
            mean, low, high = paths[side.name]
            years = int(scenario.start[:4]) + (int(scenario.start[5:7]) - 1 + np.arange(mean.size)) / 12
            look = looks[side.name]
            axes.plot(years, mean, color=look.color, linestyle=look.dash, marker=look.marker,
                      markevery=(mean.size - 1, mean.size), markersize=6)  # fmt: skip
            axes.fill_between(years, low, high, color=look.color, alpha=0.18, linewidth=0)
            ends.append((float(mean[-1]), titled(side)))
            set_years(axes, years, narrow)
        axes.set_ylim(0, 100)
        axes.set_ylabel(t("of 100 adults"))
        label_ends(axes, ends, narrow)
        if narrow:
            legend(axes, comparison, looks, kind="line", narrow=True)

    rows: list[Row] = []
    for month in table_months(scenario.months):
        cells = [cell(paths[side.name], month) for side in comparison.sides]
        rows.append((Month(scenario.date(month)), *cells))
    measure = outcome_measure(comparison)
    alt = t("Line chart. {finding} {measure}", finding=finding, measure=measure)
    columns: Columns = (t("Month"), *of_plans(comparison, t("of 100 adults")))
    return Chart("over-time", finding, measure, draw(paint, 3.3, alt), columns, tuple(rows))


def by_group(comparison: Comparison, groups: Sequence[str]) -> Chart:
    """A dot per group and plan: how far each group is served."""
    looks = styles(comparison)
    shares = {side.name: {g.label: g for g in side.groups} for side in comparison.sides}
    named = {g.label: who(g.dimension, g.label) for side in comparison.sides for g in side.groups}
    finding = gap_finding(comparison)

    def paint(axes: Any, narrow: bool) -> None:
        for row, label in enumerate(reversed(groups)):
            values = [100 * shares[side.name][label].share.mean for side in comparison.sides]
            axes.plot([min(values), max(values)], [row, row], color=MUTED, linewidth=1.2, alpha=0.6)
            for side, value in zip(comparison.sides, values, strict=True):
                look = looks[side.name]
                axes.plot(value, row, look.marker, color=look.color, markersize=7, markeredgecolor=PAPER)
        row_names(axes, [named[label] for label in groups], 0.3, narrow)
        axes.set_xlim(0, 100)
        axes.set_xlabel(t("of 100 adults in the group"))
        axes.grid(axis="y", visible=False)
        legend(axes, comparison, looks, kind="dot", narrow=narrow)

    rows: tuple[Row, ...] = tuple(
        (named[label], *(share(shares[side.name][label].share) for side in comparison.sides))
        for label in groups
    )
    measure = groups_measure()
    height = 1.0 + 0.23 * len(groups) + 0.14 * len(comparison.sides)
    columns: Columns = (
        t("Group"),
        *of_plans(comparison, at_the_end(comparison, t("of 100 adults in the group"))),
    )
    alt = t("Dot chart. {finding} {measure}", finding=finding, measure=measure)
    drawn = draw(paint, height, alt, height + 0.13 * len(groups))
    return Chart("groups", finding, measure, drawn, columns, rows)


def costs(comparison: Comparison) -> Chart:
    """What each plan spends, by the World Bank's cost categories."""
    looks = styles(comparison)
    used = [name for name in CATEGORY_LABELS if any(side.by_category[name].mean for side in comparison.sides)]
    finding = cost_finding(comparison)

    def paint(axes: Any, narrow: bool) -> None:
        room = 0.66 if narrow else 0.8
        thick = room / len(comparison.sides)
        for i, side in enumerate(comparison.sides):
            look = looks[side.name]
            at = np.arange(len(used))[::-1] + room / 2 - thick * (i + 0.5)
            values = [side.by_category[name].mean / 1e6 for name in used]
            axes.barh(
                at, values, thick * 0.9, color=look.color, hatch=look.hatch, edgecolor=PAPER, linewidth=0.5
            )
        row_names(axes, [category(name) for name in used], 0.5, narrow)
        axes.set_xlabel(t("million US$"))
        axes.grid(axis="y", visible=False)
        legend(axes, comparison, looks, kind="bar", narrow=narrow)

    rows: list[Row] = [
        (category(n), *(dollars(side.by_category[n]) for side in comparison.sides)) for n in used
    ]
    rows.append((t("All"), *(dollars(side.cost) for side in comparison.sides)))
    measure = costs_measure()
    height = 0.9 + len(used) * (0.12 + 0.11 * len(comparison.sides)) + 0.14 * len(comparison.sides)
    columns: Columns = (t("Spent on"), *of_plans(comparison, all_along(comparison, "US$")))
    alt = t("Bar chart. {finding} {measure}", finding=finding, measure=measure)
    drawn = draw(paint, height, alt, height + 0.24 * len(used))
    return Chart("costs", finding, measure, drawn, columns, tuple(rows))


def _path(side: Side, outcome: str) -> tuple[Any, Any, Any]:
    values = 100 * np.array([run.indicators[outcome] for run in side.runs])
    known = [estimate(column) for column in values.T]
    mean = np.array([k.mean for k in known])
    half = np.array([k.half if k.known else 0.0 for k in known])
    return mean, np.clip(mean - half, 0, 100), np.clip(mean + half, 0, 100)
