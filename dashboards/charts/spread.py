"""How far an outcome reaches: one bar a city, and one bar an assumption."""

from __future__ import annotations

from collections.abc import Sequence

from dashboards.charts.figure import Option, axis, frame
from dashboards.charts.look import Theme
from dashboards.charts.rows import DECALS, row_label


def columns(values: Sequence[float], colors: Theme, color: str, name: str) -> Option:
    """Standing bars from the smallest to the largest; those below zero are hatched."""
    ordered = sorted(values)
    data = [
        {"value": round(v, 2), "itemStyle": {"color": color, "decal": DECALS[1 if v < 0 else 0]}}
        for v in ordered
    ]
    return frame(colors) | {
        "xAxis": axis(colors, type="category", data=[str(i + 1) for i in range(len(ordered))]),
        "yAxis": axis(colors, name, type="value"),
        "series": [{"type": "bar", "data": data, "barCategoryGap": "20%"}],
        "tooltip": {"show": False},
    }


def swings(rows: Sequence[tuple[str, float, float, bool]], usual: float, colors: Theme, name: str) -> Option:
    """A lying bar from one end to the other for each row; `rows` holds name, both ends, and whether the sign turns.

    Bars stack on either side of zero apart from each other, so one that crosses zero has two pieces.
    """
    low = [min(one, other) for _, one, other, _ in rows]
    high = [max(one, other) for _, one, other, _ in rows]
    styles = [
        {"color": colors["plan-2" if turns else "plan-1"], "decal": DECALS[int(turns)]} for *_, turns in rows
    ]
    clear = {"color": "transparent"}
    pieces: list[tuple[list[float], Sequence[Option]]] = [
        ([max(a, 0.0) for a in low], [clear] * len(rows)),
        ([max(b, 0.0) - max(a, 0.0) for a, b in zip(low, high, strict=True)], styles),
        ([min(b, 0.0) for b in high], [clear] * len(rows)),
        ([min(a, 0.0) - min(b, 0.0) for a, b in zip(low, high, strict=True)], styles),
    ]
    series: list[Option] = [
        {"type": "bar", "stack": "all", "silent": True,
         "data": [{"value": round(v, 2), "itemStyle": s} for v, s in zip(values, look, strict=True)]}
        for values, look in pieces
    ]  # fmt: skip
    series[0]["markLine"] = {
        "silent": True, "symbol": "none", "label": {"show": False}, "data": [{"xAxis": round(usual, 2)}],
        "lineStyle": {"color": colors["ink"], "type": "solid", "width": 2},
    }  # fmt: skip
    return frame(colors) | {
        "xAxis": axis(colors, type="value", name=name, nameLocation="middle", nameGap=24),
        "yAxis": axis(colors, type="category", data=[row[0] for row in rows], inverse=True)
        | {"axisLabel": row_label(colors) | {"width": 200}},
        "grid": {"left": 12, "right": 24, "top": 6, "bottom": 26, "containLabel": True},
        "series": series,
        "tooltip": {"show": False},
    }
