"""What every chart has: a finding, what it measures, axes, colours, and the same numbers as a table."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Any, overload

import numpy as np

from dashboards.charts.look import Theme
from experiments.comparing.compare import Comparison, Side
from experiments.telling.cells import Columns, Row
from sim.scenario.numbers import date_of
from sim.tables import Array

type Option = dict[str, Any]
YEAR = 365 * 24 * 3600 * 1000  # milliseconds, as the charts count time


class Later(Sequence[Row]):
    """The rows of a table that are worked out when somebody looks at them: most tables stay closed."""

    def __init__(self, make: Callable[..., Sequence[Row]], *given: Any) -> None:
        self._make = partial(make, *given)

    @cached_property
    def _rows(self) -> Sequence[Row]:
        return self._make()

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        """One row, or some."""
        return self._rows[place]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._rows)


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its finding, what it measures, and the same numbers as a table."""

    key: str
    finding: str
    measure: str
    option: Option
    columns: Columns
    rows: Sequence[Row]
    height: int = 300


def place_of(side: Side) -> int:
    """The place on the page of a side's plan."""
    return int(side.name.removeprefix("plan"))


def side_at(comparison: Comparison, place: int) -> Side:
    """The side of the plan at a place on the page; the last one while that plan has no results yet."""
    return next((side for side in comparison.sides if place_of(side) == place), comparison.sides[-1])


def frame(colors: Theme) -> Option:
    """What all charts have in common: no movement, the page's ink, room at the edges."""
    return {
        "animation": False,
        "textStyle": {"color": colors["ink"], "fontFamily": "system-ui, sans-serif", "fontSize": 13},
        "aria": {"enabled": False},
        "grid": {"left": 8, "right": 16, "top": 30, "bottom": 6, "containLabel": True},
    }


def axis(colors: Theme, name: str = "", **more: Any) -> Option:
    """An axis in the page's colours."""
    return {
        "name": name,
        "nameTextStyle": {"color": colors["muted"], "align": "left"},
        "axisLine": {"lineStyle": {"color": colors["muted"]}},
        "axisLabel": {"color": colors["ink"], "hideOverlap": True},
        "splitLine": {"lineStyle": {"color": colors["line"]}},
        **more,
    }


def months_axis(colors: Theme) -> Option:
    """Time along the bottom, with a number at each new year."""
    shown = {"color": colors["ink"], "hideOverlap": True, "formatter": {"year": "{yyyy}", "month": " "}}
    return axis(colors, type="time", minInterval=YEAR) | {"axisLabel": shown, "splitLine": {"show": False}}


def dates(comparison: Comparison) -> list[str]:
    """The calendar months of a run."""
    scenario = comparison.base.plan.scenario
    return list(calendar(scenario.start, scenario.months))


@lru_cache(maxsize=64)
def calendar(start: str, months: int) -> tuple[str, ...]:
    """The months from `start` on, such as "2026-01", and the one after the last."""
    return tuple(date_of(start, month) for month in range(months + 1))


def monthly(values: Array) -> list[float | None]:
    """A value for each of the option's `months`, which the page puts together; one that is not known leaves a gap."""
    rounded = np.round(np.asarray(values, np.float64), 1).tolist()
    return [value if math.isfinite(value) else None for value in rounded]
