"""Figures of an experiment, drawn from its tables: over time by scenario, and against what was varied."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.report.fonts import readable

if TYPE_CHECKING:
    import pandas as pd

COLORS = ("#595959", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9")  # Okabe–Ito; grey first
MARKERS = ("o", "s", "^", "D", "v", "P")
MOST = 4  # indicators drawn
FIRST = ("payments", "id_active", "worst_gap", "spending")
LOW, HIGH = 0.05, 0.95  # quantiles of runs between which the band lies
DPI = 150
THOUSANDS = 10_000  # from here on, numbers of an axis are written out, with a comma


def draw(folder: Path, frames: dict[str, pd.DataFrame], varied: list[str]) -> list[Path]:
    """Write the figures into `folder`, and return their paths: PNG, or SVG where no font has a character."""
    import matplotlib

    matplotlib.use("Agg")
    folder.mkdir(parents=True, exist_ok=True)
    if "series" not in frames:
        return []
    series = frames["series"]
    known = list(series.indicator.cat.categories)
    chosen = [name for name in FIRST if name in known] or known
    written = [over_time(folder, series[series.indicator == name]) for name in chosen[:MOST]]
    last = series[(series.indicator == chosen[0]) & (series.month == series.month.max())]
    return written + [against(folder, last, name, frames["parameters"]) for name in varied if name in last]


def over_time(folder: Path, rows: pd.DataFrame) -> Path:
    """Median over runs by scenario and month, with the band that holds nine runs of ten."""
    figure, axes = _canvas()
    for place, (name, own) in enumerate(rows.groupby("scenario", observed=True)):
        by_month = own.groupby("month").value.quantile(np.array([LOW, 0.5, HIGH])).unstack()
        look = {"color": COLORS[place % len(COLORS)]}
        axes.fill_between(by_month.index, by_month[LOW], by_month[HIGH], alpha=0.15, linewidth=0, **look)
        axes.plot(
            by_month.index, by_month[0.5], marker=MARKERS[place % len(MARKERS)], label=str(name), **look
        )
    axes.set_xlabel("Month")
    _explain(figure, "Median run; band: 5 % to 95 % of runs")
    return _save(figure, axes, folder / f"{_word(rows, 'indicator')}.png", rows)


def against(folder: Path, rows: pd.DataFrame, name: str, parameters: pd.DataFrame) -> Path:
    """The last month of every run against one of the parameters that were varied."""
    figure, axes = _canvas()
    for place, (scenario, own) in enumerate(rows.groupby("scenario", observed=True)):
        axes.scatter(own[name], own.value, s=14, alpha=0.7, color=COLORS[place % len(COLORS)],
                     marker=MARKERS[place % len(MARKERS)], label=str(scenario))  # fmt: skip
    meaning = parameters.set_index("name").loc[name]
    axes.set_xlabel(f"{meaning.label} ({meaning.unit})")
    _explain(figure, "One dot a run, last month")
    return _save(figure, axes, folder / f"{_word(rows, 'indicator')}-by-{name}.png", rows)


def _canvas() -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 4.0), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(alpha=0.25, linewidth=0.6)
    return figure, axes


def _explain(figure: Any, title: str) -> None:
    """Say under the axes, where nothing can be hidden, what is drawn."""
    figure.legend(loc="outside lower left", ncols=3, frameon=False, title=title, alignment="left")


def _save(figure: Any, axes: Any, path: Path, rows: pd.DataFrame) -> Path:
    axes.set_ylabel(_word(rows, "unit"))
    if rows.value.abs().max() >= THOUSANDS:
        axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.set_title(_word(rows, "label"), loc="left")
    if readable(figure):
        return _save_as_text(figure, path.with_suffix(".svg"))
    figure.savefig(path, dpi=DPI, metadata={"Software": "dpi-city"})
    return path


def _save_as_text(figure: Any, path: Path) -> Path:
    """As SVG, whose reader may have the fonts that this computer lacks; pixels would show boxes."""
    import matplotlib as mpl

    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "dpi-city"}):
        figure.savefig(path, metadata={"Creator": "dpi-city", "Date": None})
    return path


def _word(rows: pd.DataFrame, column: str) -> str:
    return str(rows[column].iloc[0])
