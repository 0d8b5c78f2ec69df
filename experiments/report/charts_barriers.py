"""The chart of what keeps people out, and the chart of the model beside measurements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.comparing.observed import Point, base_words, called, course, scores, sentence
from experiments.language import mark, t
from experiments.report.chart_parts import Chart, set_years, short, styles
from experiments.report.findings import at_the_end, barrier_finding, barriers_measure, of_plans
from experiments.report.svg import HATCHES, INK, PAPER, SERIES, draw
from experiments.telling.barriers import kept_short
from experiments.telling.cells import Columns, Head, Row, number, ranged, share
from experiments.telling.numbers import plain
from experiments.telling.words import titled

if TYPE_CHECKING:
    from experiments.comparing.compare import Comparison, Side
    from experiments.running.runner import Run

MOST = 6  # constraints with their own colour; the rest is "all others"
OTHERS = mark("all others")


def barriers(comparison: Comparison) -> Chart | None:
    """Stacked bars: of 100 adults, how many are still kept out, and by what."""
    if not comparison.base.constraints:
        return None
    names = leading(comparison)
    parts = {
        side.name: [side.constraints[n].mean for n in names]
        + [sum(k.mean for n, k in side.constraints.items() if n not in names)]
        for side in comparison.sides
    }
    labels = [*(kept_short(name) for name in names), t(OTHERS)]

    def paint(axes: Any, narrow: bool) -> None:
        from matplotlib.patches import Patch

        rows = np.arange(len(comparison.sides))[::-1]
        for row, side in zip(rows, comparison.sides, strict=True):
            left = 0.0
            for i, part in enumerate(parts[side.name]):
                width = 100 * part
                axes.barh(
                    row, width, 0.62, left, color=_color(i), hatch=HATCHES[i], edgecolor=PAPER, linewidth=0.8
                )
                left += width
            axes.text(left, row, f" {plain(left)}", va="center", color=INK, fontsize=10)
            axes.text(0, row + 0.36, short(titled(side), narrow), va="bottom", color=INK, fontsize=9)
        axes.set_yticks([])
        axes.set_ylim(-0.5, len(rows) - 0.2)
        axes.margins(x=0.12)
        axes.set_xlabel(t("of 100 adults"))
        axes.grid(axis="y", visible=False)
        marks = [
            Patch(facecolor=_color(i), hatch=HATCHES[i], edgecolor=PAPER, label=label)
            for i, label in enumerate(labels)
            if any(parts[side.name][i] > 0 for side in comparison.sides)
        ]
        for columns in (2, 1) if narrow else (4, 3, 2, 1):  # as many as there is room for
            made = axes.legend(handles=marks, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=columns,
                               frameon=False, fontsize=9, borderaxespad=0.2, columnspacing=1.2)  # fmt: skip
            if made.get_window_extent().width <= 0.96 * axes.figure.bbox.width:
                break

    finding = barrier_finding(comparison)
    measure = barriers_measure()
    rows: list[Row] = []
    for name in comparison.base.constraints:
        cells = [share(side.constraints[name]) for side in comparison.sides]
        if any(side.constraints[name].mean > 0 for side in comparison.sides):
            rows.append((kept_short(name), *cells))
    height = 1.35 + 0.55 * len(comparison.sides)
    alt = t("Stacked bar chart. {finding} {measure}", finding=finding, measure=measure)
    columns: Columns = (t("Kept out by"), *of_plans(comparison, at_the_end(comparison, t("of 100 adults"))))
    return Chart("barriers", finding, measure, draw(paint, height, alt), columns, tuple(rows))


def leading(comparison: Comparison) -> list[str]:
    """The constraints that hold most people over all plans, in one order for every bar."""
    names = list(comparison.base.constraints)
    total = {name: sum(side.constraints[name].mean for side in comparison.sides) for name in names}
    ranked = sorted((name for name in names if total[name] > 0), key=lambda name: -total[name])
    return ranked[:MOST]


def _color(i: int) -> str:
    return SERIES[(i + 1) % len(SERIES)] if i < MOST else SERIES[0]


def measured(comparison: Comparison, name: str, points: Sequence[Point]) -> list[Chart]:
    """Observed points under the model's curve, a chart for each measured series of one plan."""
    side = next(side for side in comparison.sides if side.name == name)
    shown = [p for p in points if p.relative or p.unit.startswith("share")]
    return [
        _measured(comparison, side, [p for p in shown if (p.series, p.groups, p.relative) == key])
        for key in dict.fromkeys((p.series, p.groups, p.relative) for p in shown)
    ]


def _measured(comparison: Comparison, side: Side, mine: Sequence[Point]) -> Chart:
    series, groups, relative, name = mine[0].series, mine[0].groups, mine[0].relative, side.name
    unit = base_words(side.plan, series, groups) if relative else t("of 100")
    path = 100 * course(side.plan, side.runs, series, groups, relative=relative)
    scenario = side.plan.scenario
    years = int(scenario.start[:4]) + (int(scenario.start[5:7]) - 1 + np.arange(path.size)) / 12
    look = styles(comparison)[name]

    def paint(axes: Any, narrow: bool) -> None:
        axes.plot(years, path, color=look.color, label=t("model"))
        for role, marker, words in (
            ("calibrate", "o", t("measured, fitted")),
            ("validate", "D", t("measured, only scored")),
        ):
            some = [p for p in mine if p.role == role]
            if some:
                axes.plot([years[p.month] for p in some], [100 * p.measured for p in some], marker, color=INK,
                          markersize=6, markerfacecolor=INK if role == "validate" else "none", label=words)  # fmt: skip
        axes.set_ylim(0, None if relative else 100)
        axes.set_ylabel(unit)
        set_years(axes, years, narrow)
        axes.legend(frameon=False, fontsize=9)

    finding = " ".join(sentence(score) for score in scores(mine))
    shown = called(series, groups, relative=relative)
    measure = t("{indicator}: the model's mean, and what was measured.", indicator=shown)
    alt = t("Line chart. {finding} {measure}", finding=finding, measure=measure)
    rows = tuple(
        (p.date, number(100 * p.measured, 0.1), ranged(p.modelled.times(100), 0.1), number(p.error, 0.1))
        for p in mine
    )
    columns = (t("Month"), Head(t("Measured"), unit), Head(t("Model"), unit), t("Points off"))
    return Chart(
        "-".join(["measured", series, *groups]).replace(" ", "-"),
        finding,
        measure,
        draw(paint, 3.2, alt),
        columns,
        rows,
    )


def runs_of(comparison: Comparison) -> list[Run]:
    """All finished runs of a comparison."""
    return [run for side in comparison.sides for run in side.runs]
