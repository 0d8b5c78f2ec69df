"""Pictures of a validation: all bands at a glance, each pattern, each measured series of a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from experiments.comparing.stats import Estimate
from experiments.report.chart_parts import Chart, row_names, set_years
from experiments.report.svg import INK, MUTED, SERIES, draw, style_of
from experiments.telling.cells import Columns, Head, Number, Range, Row, number
from experiments.telling.names import begun
from experiments.telling.numbers import NOTHING, plain
from experiments.validating.checking import Shown
from experiments.validating.equilibria import Ends
from experiments.validating.pattern import Band
from experiments.validating.scoring import Scored

RIGHT, WRONG = SERIES[3], SERIES[2]
"""Colours of a figure inside its band and of one outside; the mark differs too."""
FEWEST = 3
"""Points that make a picture; shorter series stand in the table."""


def figure(value: float, unit: str) -> str:
    """A figure of a pattern with the digits it deserves: months whole, everything else to two places."""
    if not np.isfinite(value):
        return NOTHING
    return plain(value, 1.0 if unit == "months" else 0.001 if 0 < abs(value) < 0.01 else 0.01)


def found(estimate: Estimate, unit: str) -> Number:
    """A figure with its range over the simulated cities."""
    text = figure(estimate.mean, unit)
    if estimate.known and estimate.half:
        text = f"{text} ({figure(estimate.low, unit)} to {figure(estimate.high, unit)})"
    return Number(text, estimate.mean, estimate.low, estimate.high)


def allowed(band: Band) -> Range:
    """0.30 to 0.60."""
    text = f"{figure(band.low, band.unit)} to {figure(band.high, band.unit)}"
    return Range(text, band.low, band.high)


def verdict(shown: Shown) -> str:
    """Shown, or what is missed and by how much; one sentence after the pattern's title."""
    pattern = shown.pattern
    if not shown.missed:
        return f"Pattern {pattern.number} is shown: {lower(pattern.title)}."
    parts = [
        f"{lower(b.label)} is {figure(shown.figures[b.name].mean, b.unit)}, not {allowed(b)}"
        for b in shown.missed
    ]
    return f"Pattern {pattern.number} is MISSED ({lower(pattern.title)}): {'; '.join(parts)}."


def lower(text: str) -> str:
    """A sentence as part of another: no capital, unless it begins with a name or an abbreviation."""
    return text if text[:2].isupper() or text.startswith("R²") else text[0].lower() + text[1:]


def overview(results: Sequence[Shown]) -> Chart:
    """Every band as the same strip, and where the model lies in or outside it."""
    rows = [(shown, band) for shown in results for band in shown.pattern.bands]
    inside = sum(band not in shown.missed for shown, band in rows)
    finding = f"{inside} of {len(rows)} figures lie within their bands."
    names = [f"{shown.pattern.number}  {band.label}" for shown, band in rows]

    def place(value: float, band: Band) -> float:
        return float(np.clip((value - band.low) / (band.high - band.low), -0.75, 1.75))

    def paint(axes: Any, narrow: bool) -> None:
        axes.axvspan(0, 1, color=MUTED, alpha=0.18, linewidth=0)
        for row, (shown, band) in enumerate(reversed(rows)):
            known, good = shown.figures[band.name], band not in shown.missed
            at = place(known.mean, band)
            if known.known:
                axes.plot(
                    [place(known.low, band), place(known.high, band)], [row, row], color=INK, linewidth=1
                )
            axes.plot(at, row, "o" if good else "X", color=RIGHT if good else WRONG, markersize=7)
        row_names(axes, names, 0.32, narrow)
        axes.set_xlim(-0.8, 1.8)
        axes.set_xticks([0, 1], ["lowest allowed", "highest"])
        axes.grid(axis="y", visible=False)

    measure = (
        "Each row is one figure; the grey strip is its band. A cross lies outside; at the edge, far outside."
    )
    table = tuple(
        (name, found(shown.figures[band.name], band.unit), allowed(band), band.unit,
         "inside" if band not in shown.missed else "MISSED", f"{shown.inside[band.name]} of {shown.cities}")
        for name, (shown, band) in zip(names, rows, strict=True)
    )  # fmt: skip
    height = 0.8 + 0.25 * len(rows)
    svg = draw(paint, height, f"Dot chart. {finding} {measure}", height + 0.2 * len(rows))
    columns = ("Figure", "Model", "Band", "Unit", "Verdict", "Cities inside")
    return Chart("overview", finding, measure, svg, columns, table)


def pattern_chart(shown: Shown) -> Chart | None:
    """The lines of one pattern; None for a pattern that has none."""
    pattern = shown.pattern
    if not shown.lines:
        return None

    def paint(axes: Any, narrow: bool) -> None:
        for k, (label, line) in enumerate(shown.lines.items(), start=1):
            look = style_of(k)
            axes.plot(np.arange(line.size) / 12, line, color=look.color, linestyle=look.dash, label=label)
        axes.set_xlabel("years")
        axes.legend(frameon=False, fontsize=9, loc="lower left", bbox_to_anchor=(0, 1.0), borderaxespad=0.2)

    finding = verdict(shown)
    measure = f"{begun(pattern.lines_show)}. Expected from: {pattern.source}."
    rows = tuple(
        (band.label, found(shown.figures[band.name], band.unit), allowed(band), band.unit)
        for band in pattern.bands
    )
    svg = draw(paint, 3.2 + 0.2 * len(shown.lines), f"Line chart. {finding} {measure}")
    return Chart(pattern.name, finding, measure, svg, ("Figure", "Model", "Band", "Unit"), rows)


def series_chart(scored: Scored, start: str) -> Chart | None:
    """The model and its rivals over the measured points; None for a series of few points."""
    series = scored.series
    if len(series.points) < FEWEST:
        return None
    scale = 100.0 if series.in_points else 1.0

    def paint(axes: Any, narrow: bool) -> None:
        size = next(iter(scored.lines.values())).size
        years = int(start[:4]) + (int(start[5:7]) - 1 + np.arange(size)) / 12
        for k, (label, line) in enumerate(scored.lines.items()):
            look = style_of((k + 1) if label != "model" else 1)
            wide = 2.4 if label == "model" else 1.3
            axes.plot(years, scale * line, color=look.color, linestyle=look.dash, linewidth=wide, label=label)
        for role, filled, words in (
            ("calibrate", "none", "measured, fitted"),
            ("validate", INK, "measured, held back"),
        ):
            mine = series.of(role)
            if mine:
                axes.plot([years[p.month] for p in mine], [scale * p.value for p in mine], "D", color=INK,
                          markersize=5, markerfacecolor=filled, linestyle="", label=words)  # fmt: skip
        last = max(point.month for point in series.points)
        set_years(axes, years[: min(last + 25, size)], narrow)
        share = series.in_points and series.base_month is None
        axes.set_ylim(0, 100 if share else 1.6 * scale * max(point.value for point in series.points))
        axes.set_ylabel(
            "base month = 100" if series.base_month is not None else "of 100" if series.in_points else ""
        )
        axes.legend(frameon=False, fontsize=8.5, ncols=1 if narrow else 2, loc="lower left", bbox_to_anchor=(0, 1.0),
                    borderaxespad=0.2)  # fmt: skip

    finding = f"{scored.case}: {lower(series.label)}. {series_verdict(scored)}"
    measure = "Means over the simulated cities. Bass and logistic are fitted to the same hollow points."
    rows: tuple[Row, ...] = tuple(
        (point.role, str(point.month), number(scale * point.value, 0.1), *_at(scored, place, scale))
        for place, point in enumerate(series.of("validate"))
    )
    unit = (
        "base month = 100" if series.base_month is not None else "of 100" if series.in_points else series.name
    )
    names = ("Measured", "model", *(rival.name for rival in scored.rivals))
    columns: Columns = ("Held back", "Month", *(Head(name, unit) for name in names))
    key = "-".join([scored.case, series.name, *series.groups]).replace(" ", "-")
    svg = draw(paint, 3.6, f"Line chart. {finding} {measure}", 4.0)
    return Chart(key, finding, measure, svg, columns, rows)


def _at(scored: Scored, place: int, scale: float) -> list[Number]:
    """The values of the model and its rivals at one point held back."""
    return [number(scale * known.values[place], 0.1) for known in (scored.model, *scored.rivals)]


def series_verdict(scored: Scored) -> str:
    """Off by so much on the points held back, and whether that is less than the curves."""
    if not scored.series.of("validate"):
        return "No point was held back."
    unit = "points" if scored.series.in_points else "per cent"
    curves = [rival for rival in scored.rivals if rival.name in ("Bass", "logistic")]
    text = f"The model is {plain(scored.model.error.mean, 0.1)} {unit} off on the points held back"
    if not curves:
        return f"{text}; too few points were fitted for a curve to compare."
    return f"{text}, " + ", ".join(f"{c.name} {plain(c.error.mean, 0.1)}" for c in curves) + "."


def ends_chart(title: str, key: str, all_ends: Sequence[Ends]) -> Chart:
    """Both starts of every set of parameters for one city."""
    two = sum(end.two for end in all_ends)
    finding = f"{title}: {'two lasting states' if two else 'one lasting state'} "
    finding += (
        "under these parameters." if len(all_ends) == 1 else f"(two under {two} of {len(all_ends)} sets)."
    )

    def paint(axes: Any, narrow: bool) -> None:
        years = np.arange(all_ends[0].low.size) / 12
        for end in all_ends:
            axes.plot(years, 100 * end.high, color=SERIES[1], linewidth=1, alpha=0.7)
            axes.plot(years, 100 * end.low, color=SERIES[2], linewidth=1, alpha=0.7, linestyle="--")
        axes.set_ylim(0, 100)
        axes.set_xlabel("years")
        axes.set_ylabel("of 100 adults")

    measure = (
        "Adults who pay digitally, when everybody did at the start (solid) and when nobody did (dashed), under "
        "the same policies and parameters."
    )
    rows = tuple(
        (
            str(k),
            number(100 * float(end.low[-1]), 0.1),
            number(100 * float(end.high[-1]), 0.1),
            "two" if end.two else "one",
        )
        for k, end in enumerate(all_ends)
    )
    svg = draw(paint, 3.0, f"Line chart. {finding} {measure}")
    ends = (Head("From nobody", "of 100 adults"), Head("From everybody", "of 100 adults"))
    return Chart(f"states-{key}", finding, measure, svg, ("Set", *ends, "States"), rows)
