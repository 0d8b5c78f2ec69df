"""Charts with a row for each group, district or cost: dots and lying bars."""

from __future__ import annotations

from collections.abc import Sequence

from dashboards.charts.figure import Option, axis, frame, place_of
from dashboards.charts.look import Theme
from experiments.comparing.compare import Comparison
from experiments.telling.words import titled


def dots(
    rows: Sequence[str], comparison: Comparison, values: dict[str, list[float]], colors: Theme, name: str
) -> Option:
    """One row per name, one dot per plan: the first row on top."""
    series = []
    for side in comparison.sides:
        look = colors.look(place_of(side))
        series.append({
            "name": titled(side), "type": "scatter", "symbol": look.symbol, "symbolSize": 11,
            "itemStyle": {"color": look.color, "borderColor": colors["paper"], "borderWidth": 1},
            "data": [[round(v, 1), i] for i, v in enumerate(values[side.name])],
        })  # fmt: skip
    return frame(colors) | {
        "xAxis": axis(colors, type="value", min=0, max=100, name=name, nameLocation="middle", nameGap=24),
        "yAxis": axis(colors, type="category", data=list(rows), inverse=True)
        | {"axisLabel": row_label(colors)},
        "grid": {"left": 12, "right": 16, "top": 6, "bottom": 26, "containLabel": True},
        "series": series,
        "tooltip": {"trigger": "item", "confine": True},
    }


def row_label(colors: Theme) -> Option:
    """The name of a row, on two lines where it is long."""
    return {
        "color": colors["ink"],
        "fontSize": 12,
        "lineHeight": 13,
        "width": 140,
        "overflow": "break",
        "interval": 0,
    }


OVER_BARS = 3
"""The layer of an axis: bars are in layer 2, and the edge of one without length would cut its line."""


def bars(
    rows: Sequence[str], series: Sequence[tuple[str, str, Sequence[float]]], colors: Theme, name: str,
    *, stacked: bool = False,
) -> Option:  # fmt: skip
    """Lying bars: `series` holds name, colour and one value per row."""
    found = []
    for i, (title, color, values) in enumerate(series):
        found.append({
            "name": title, "type": "bar", "data": [round(float(v), 2) for v in values],
            "itemStyle": {"color": color, "borderColor": colors["paper"], "borderWidth": 1,
                          "decal": DECALS[i % len(DECALS)]},
        } | ({"stack": "all"} if stacked else {}))  # fmt: skip
    return frame(colors) | {
        "xAxis": axis(colors, type="value", name=name, nameLocation="middle", nameGap=24),
        "yAxis": axis(colors, type="category", data=list(rows), inverse=True, z=OVER_BARS)
        | {"axisLabel": row_label(colors)},
        "grid": {"left": 12, "right": 16, "top": 6, "bottom": 26, "containLabel": True},
        "series": found,
        "tooltip": {"trigger": "axis", "axisPointer": {"type": "shadow"}, "confine": True},
    }


_INK = "rgba(255,255,255,.55)"
DECALS: tuple[Option, ...] = (
    {"symbol": "none"},
    {"symbol": "rect", "dashArrayX": [1, 0], "dashArrayY": [2, 5], "rotation": 0.785, "color": _INK},
    {
        "symbol": "circle",
        "symbolSize": 0.6,
        "dashArrayX": [[6, 6], [0, 6, 6, 0]],
        "dashArrayY": [6, 0],
        "color": _INK,
    },
    {"symbol": "rect", "dashArrayX": [1, 0], "dashArrayY": [2, 5], "rotation": -0.785, "color": _INK},
    {"symbol": "rect", "dashArrayX": [1, 0], "dashArrayY": [1, 3], "color": _INK},
    {"symbol": "triangle", "symbolSize": 0.7, "dashArrayX": [8, 4], "dashArrayY": [8, 4], "color": _INK},
)
