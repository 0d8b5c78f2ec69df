"""The model's curve of one indicator with what was measured, and what was claimed, over it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from dashboards.charts.figure import Figure, axis, dates, frame, monthly, months_axis
from dashboards.charts.look import Theme
from experiments.cases.entries import Band, Entry
from experiments.cases.telling import amount
from experiments.comparing.compare import Comparison
from experiments.comparing.observed import Point, Score, base_words, called, course, scores, sentence
from experiments.comparing.stats import Estimate
from experiments.language import mark, t
from experiments.telling.cells import Columns, Head, Month, Number, Row
from experiments.telling.numbers import month_name, plain, rounded, signed, step
from sim.registry import registry

ROLES = (
    ("calibrate", "circle", mark("measured, fitted")),
    ("validate", "diamond", mark("measured, only scored")),
)
SCORED = "validate"
WHOLE = 20.0  # of 100: a curve that rises above it is drawn up to 100


def charted(
    entry: Entry, points: tuple[Point, ...], outcome: str
) -> dict[tuple[str, bool], tuple[list[Point], list[Band]]]:
    """What to draw, by indicator and whether relative to a month: what was measured of all adults, and claimed levels.

    Else the service, or the outcome.
    """
    found: dict[tuple[str, bool], tuple[list[Point], list[Band]]] = {}
    for point in points:
        if not point.groups:
            found.setdefault((point.series, point.relative), ([], []))[0].append(point)
    for band in entry.bands:
        if not band.relative_to and not band.group:
            found.setdefault((band.series, False), ([], []))[1].append(band)
    if not found:
        found["service_riders" if entry.service else outcome, False] = ([], [])
    return found


def measured(
    comparison: Comparison, series: str, points: Sequence[Point], bands: Sequence[Band], colors: Theme
) -> Figure:
    """A chart of the model's mean; its finding is the error, or where the curve begins and ends."""
    relative, side = any(point.relative for point in points), comparison.base
    declared = registry().indicators[series].unit
    unit = base_words(side.plan, series) if relative else _short(declared)
    share = declared.startswith("share") and not relative
    factor = 100.0 if share or relative else 1.0
    mean = factor * course(side.plan, side.runs, series, relative=relative)
    top = {"max": 100} if share and np.nanmax(mean, initial=0.0) > WHOLE else {}
    option = frame(colors) | {
        "months": dates(comparison),
        "xAxis": months_axis(colors), "yAxis": axis(colors, unit, type="value", min=0, **top),
        "series": [_curve(mean, colors), *_dots(points, factor, colors), *_claims(bands, factor, colors)],
        "legend": {"textStyle": {"color": colors["ink"]}, "top": 0, "left": 0, "itemWidth": 18},
        "tooltip": {"trigger": "item", "confine": True},
    }  # fmt: skip
    option["grid"] = option["grid"] | {"top": 58}  # the legend stands above the name of the axis
    name = called(series, relative=relative)
    if points:
        found = scores(points)
        finding = " ".join(sentence(score) for score in found if score.role == SCORED or not kept_back(found))
        told = t("{indicator}: the model's mean, and what was measured.", indicator=name)
    else:
        finding = _ends(comparison, name, mean / factor, share)
        told = t("{indicator}: the model's mean; nothing was measured.", indicator=name)
    columns, rows = _table(comparison, points, mean / factor, share, unit)
    return Figure(f"case-{series}{'-growth' if relative else ''}", finding, told, option, columns, rows, 240)


def kept_back(found: Sequence[Score]) -> bool:
    """Whether some values were not fitted: those alone say how good the model is."""
    return any(score.role == SCORED for score in found)


def _short(unit: str) -> str:
    return t("of 100") if unit.startswith("share") else t(unit)


def _curve(mean: Any, colors: Theme) -> dict[str, Any]:
    blue = {"color": colors["plan-1"]}
    return {"name": t("model"), "type": "line", "symbol": "none", "data": monthly(mean),
            "lineStyle": blue | {"width": 3}, "itemStyle": blue}  # fmt: skip


def _dots(points: Sequence[Point], factor: float, colors: Theme) -> list[dict[str, Any]]:
    return [
        {"name": t(words), "type": "scatter", "symbol": symbol, "symbolSize": 10,
         "itemStyle": {"color": colors["ink" if role == SCORED else "paper"], "borderColor": colors["ink"],
                       "borderWidth": 2, "opacity": 1},
         "data": [[p.date, round(factor * p.measured, 2)] for p in points if p.role == role]}
        for role, symbol, words in ROLES if any(p.role == role for p in points)
    ]  # fmt: skip


def _claims(bands: Sequence[Band], factor: float, colors: Theme) -> list[dict[str, Any]]:
    """The limits of a claim, joined by a line where it has two."""
    return [
        {"name": t("claimed"), "type": "line", "symbol": "rect", "symbolSize": [16, 3],
         "lineStyle": {"color": colors["ink"], "width": 1, "type": "dashed"}, "itemStyle": {"color": colors["ink"]},
         "data": [[band.date, round(factor * limit, 2)] for limit in (band.at_least, band.at_most) if limit is not None]}
        for band in bands
    ]  # fmt: skip


def _ends(comparison: Comparison, name: str, mean: Any, share: bool) -> str:
    """Where the curve begins and ends, in words."""
    known = [i for i, value in enumerate(mean) if math.isfinite(value)]
    if not known:
        return t("{indicator}: the model has no value.", indicator=name)
    scenario, (first, last) = comparison.base.plan.scenario, (known[0], known[-1])
    return t(
        "{indicator}: {low} in {start}, {high} in {end}.", indicator=name,
        low=amount(float(mean[first]), share), start=month_name(scenario.date(first)),
        high=amount(float(mean[last]), share), end=month_name(scenario.date(last)),
    )  # fmt: skip


def _table(
    comparison: Comparison, points: Sequence[Point], mean: Any, share: bool, unit: str
) -> tuple[Columns, tuple[Row, ...]]:
    """Every measured value beside the model's; without any, the model year by year."""
    if points:
        scale = 100 if points[0].relative else 1
        rows = tuple(
            (
                Month(p.date),
                read(Estimate(p.measured).times(scale), share),
                read(p.modelled.times(scale), share),
                off(p),
            )
            for p in points
        )
        columns = (
            t("Month"),
            Head(t("Measured"), unit),
            Head(t("Model"), unit),
            t("Points off") if points[0].in_points else t("Off by"),
        )
        return columns, rows
    months = dates(comparison)
    return (t("Month"), Head(t("Model"), unit)), tuple(
        (Month(months[i]), read(Estimate(float(mean[i])), share)) for i in range(0, len(months), 12)
    )


def read(known: Estimate, share: bool) -> Number:
    """A value as the catalogue of cases tells it; its range stands in a file only."""
    text = amount(known.mean if math.isfinite(known.mean) else None, share)
    there = known.times(100) if share else known
    return Number(text, there.mean, there.low, there.high)


def off(point: Point) -> Number:
    """How far the model is from a measured value, with its sign: `+2.2`, `−0.4`."""
    to = 0.1 if point.in_points else step(point.error, math.nan)
    near = rounded(point.error, to)
    return Number(signed(plain(abs(near), to), (near > 0) - (near < 0)), point.error)
