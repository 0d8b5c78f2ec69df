"""One line per plan, month by month, and the band of the chosen one."""

from __future__ import annotations

import numpy as np

from dashboards.charts.figure import Option, axis, dates, frame, monthly, months_axis, place_of
from dashboards.charts.look import Theme
from experiments.comparing.compare import Comparison, Side
from experiments.comparing.stats import quantile
from experiments.telling.numbers import plain
from experiments.telling.words import titled
from sim.tables import Array


def path(side: Side, indicator: str, factor: float = 100.0) -> tuple[Array, Array, Array]:
    """Mean and interval of the mean, month by month."""
    values = factor * np.array([run.indicators[indicator] for run in side.runs])
    mean = values.mean(axis=0)
    if len(values) < 2:
        return mean, mean, mean
    half = quantile(len(values) - 1) * values.std(axis=0, ddof=1) / np.sqrt(len(values))
    return mean, mean - half, mean + half


def lines(
    comparison: Comparison,
    indicator: str,
    colors: Theme,
    chosen: int,
    *,
    factor: float = 100.0,
    name: str,
) -> Option:
    """One line per plan, and the band of the chosen one."""
    series: list[Option] = []
    for side in comparison.sides:
        mean, low, high = path(side, indicator, factor)
        own = place_of(side) == chosen
        if own and np.any(high > low):
            series += band(low, high, colors.look(chosen).color)
        series.append(line(side, mean, colors, own))
    top = {"min": 0, "max": 100} if factor == 100 else {}
    option = frame(colors) | {
        "months": dates(comparison),
        "xAxis": months_axis(colors),
        "yAxis": axis(colors, name, type="value", **top),
        "series": series,
        "tooltip": {"trigger": "axis", "order": "valueDesc", "confine": True},
    }
    option["grid"] = {"left": 8, "right": 48, "top": 30, "bottom": 6, "containLabel": True}
    return option


def line(side: Side, values: Array, colors: Theme, own: bool) -> Option:
    """A plan's line, with its sign and its last value at the end."""
    look = colors.look(place_of(side))
    last_value = plain(float(values[-1]))
    return {
        "name": titled(side),
        "type": "line",
        "data": monthly(values),
        "symbol": "none",
        "lineStyle": {"color": look.color, "type": look.dash, "width": 3 if own else 2},
        "itemStyle": {"color": look.color},
        "endLabel": {
            "show": True,
            "formatter": f"{{dot|{look.sign}}} {last_value}",
            "distance": 6,
            "rich": {"dot": {"color": look.color}},
            "color": colors["ink"],
        },
        "labelLayout": {"moveOverlap": "shiftY"},
        "z": 4 if own else 3,
    }


def band(low: Array, high: Array, color: str) -> list[Option]:
    """The range of the mean as an area between two invisible lines."""
    unseen = {"type": "line", "stack": "range", "symbol": "none", "silent": True, "lineStyle": {"opacity": 0},
              "tooltip": {"show": False}, "z": 1}  # fmt: skip
    return [
        unseen | {"name": "lower", "data": monthly(low)},
        unseen | {"name": "upper", "data": monthly(high - low),
                  "areaStyle": {"color": color, "opacity": 0.22}},
    ]  # fmt: skip
