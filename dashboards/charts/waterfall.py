"""Steps from one level to another: what each part adds or takes away, and where that leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.charts.figure import Option, axis, frame
from dashboards.charts.look import Theme
from dashboards.charts.rows import DECALS, row_label
from experiments.telling.numbers import plain, signed


@dataclass(frozen=True, slots=True)
class Step:
    """One row: a part that adds `size`, or a level that is reached (`level` true)."""

    name: str
    size: float
    level: bool = False
    color: str = ""


def waterfall(steps: Sequence[Step], colors: Theme, name: str) -> Option:
    """Lying bars, the first on top; each begins where the one before it ended."""
    low, high = spans(steps)
    hidden = {"type": "bar", "stack": "all", "silent": True, "itemStyle": {"color": "transparent"},
              "tooltip": {"show": False}, "data": [round(value, 2) for value in low]}  # fmt: skip
    shown = {
        "type": "bar", "stack": "all", "barCategoryGap": "35%",
        "data": [_bar(step, b - a, colors) for step, a, b in zip(steps, low, high, strict=True)],
    }  # fmt: skip
    return frame(colors) | {
        "xAxis": axis(colors, type="value", min=0, name=name, nameLocation="middle", nameGap=24),
        "yAxis": axis(colors, type="category", data=[s.name for s in steps], inverse=True)
        | {"axisLabel": row_label(colors) | {"width": 180}},
        "grid": {"left": 12, "right": 44, "top": 6, "bottom": 26, "containLabel": True},
        "series": [hidden, shown],
        "tooltip": {"show": False},
    }


def spans(steps: Sequence[Step]) -> tuple[list[float], list[float]]:
    """Where each bar begins and ends, lower end first; a level stands on zero."""
    low, high, at = [], [], 0.0
    for step in steps:
        before, at = (0.0, step.size) if step.level else (at, at + step.size)
        low.append(min(before, at))
        high.append(max(before, at))
    return low, high


def _bar(step: Step, width: float, colors: Theme) -> Option:
    told = plain(abs(step.size), 0.1)
    sign = 0 if step.level or told == plain(0, 0.1) else 1 if step.size > 0 else -1
    color = step.color or (colors["plan-1"] if step.size >= 0 else colors["plan-2"])
    style: Option = {"color": color, "borderColor": colors["paper"]}
    style |= {} if step.level else {"decal": DECALS[0 if step.size >= 0 else 1]}
    label = {
        "show": True,
        "position": "right",
        "formatter": signed(told, sign),
        "color": colors["ink"],
    }
    return {"value": round(width, 2), "itemStyle": style, "label": label}
