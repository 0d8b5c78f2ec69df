"""The model beside what was measured in the real city.

A scenario's `observed` points name an indicator, a month and a value. `calibrate` points were used
to choose parameters, `validate` points were not; only the second kind says how good the model is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.comparing.stats import Estimate, estimate
from experiments.language import mark, t, tn
from experiments.telling.groups import members
from experiments.telling.numbers import month_name, plain, rounded, step
from sim.errors import DPICityError, nearest
from sim.registry import registry

if TYPE_CHECKING:
    from experiments.running.runner import Plan, Run
    from sim.scenario import Scenario
    from sim.tables import Array

ROLES = {"calibrate": mark("fitted"), "validate": mark("only scored")}


@dataclass(frozen=True, slots=True)
class Point:
    """One measured value and the model's; both in the unit of the indicator, or relative to a month."""

    series: str
    month: int
    date: str
    role: str
    measured: float
    modelled: Estimate
    unit: str
    relative: bool
    groups: tuple[str, ...] = ()

    @property
    def error(self) -> float:
        """Model minus measurement: percentage points for shares, else the unit itself."""
        return (self.modelled.mean - self.measured) * (100 if self.in_points else 1)

    @property
    def in_points(self) -> bool:
        """Whether the error is told in percentage points."""
        return self.unit.startswith("share") or self.relative


@dataclass(frozen=True, slots=True)
class Score:
    """Mean absolute error of the points of one series, role and group."""

    series: str
    role: str
    points: int
    error: float
    unit: str
    groups: tuple[str, ...] = ()
    relative: bool = False


def observed_points(plan: Plan, runs: Sequence[Run]) -> tuple[Point, ...]:
    """Every measured point that lies within the run, with the mean over the plan's finished runs."""
    mine = [run for run in runs if run.plan == plan.name and run.ok]
    scenario = plan.scenario
    if not mine:
        return ()
    inside = [point for point in scenario.observed if 0 <= point.month <= scenario.months]
    return tuple(_point(scenario, mine, point) for point in inside)


def _point(scenario: Scenario, runs: Sequence[Run], point: Any) -> Point:
    known = registry().indicators
    if point.series not in known:
        hint = nearest(point.series, known)
        raise DPICityError(f"{scenario.name}, observed: '{point.series}' is no indicator; {hint}")
    values = [modelled(run, point) for run in runs]
    return Point(
        point.series, point.month, scenario.date(point.month), point.role, float(point.value),
        estimate(values), known[point.series].unit, point.base_month is not None, point.groups,
    )  # fmt: skip


def path(run: Run, series: str, groups: Sequence[str] = ()) -> Array:
    """An indicator month by month, of everybody or of some groups taken together."""
    if not groups:
        return run.indicators[series]
    return registry().indicators[series].compute(run.counted.within(groups))


def modelled(run: Run, point: Any) -> float:
    """The model's value in the month of a point, relative to its base month if it has one."""
    values = path(run, point.series, point.groups)
    now = float(values[point.month])
    if point.base_month is None:
        return now
    base = float(values[point.base_month]) if point.base_month < values.size else math.nan
    return now / base * point.base_value if base else math.nan


def _base(plan: Plan, series: str, groups: Sequence[str]) -> tuple[int, float]:
    """The month that measured values of a series refer to, and its value there."""
    return next(
        (o.base_month, o.base_value) for o in plan.scenario.observed
        if (o.series, o.groups) == (series, tuple(groups)) and o.base_month is not None
    )  # fmt: skip


def base_words(plan: Plan, series: str, groups: Sequence[str] = ()) -> str:
    """What is 100: `September 2022 = 100`."""
    month, value = _base(plan, series, groups)
    return f"{month_name(plan.scenario.date(month))} = {plain(100 * value)}"


def course(
    plan: Plan, runs: Sequence[Run], series: str, groups: Sequence[str] = (), *, relative: bool = False
) -> Array:
    """The model's mean over runs, month by month; or the mean of its ratio to the month that measured values refer to."""
    paths = np.array([path(run, series, groups) for run in runs])
    if relative:
        month, value = _base(plan, series, groups)
        paths = paths / paths[:, [month]] * value
    mean: Array = paths.mean(axis=0)
    return mean


def scores(points: Sequence[Point]) -> tuple[Score, ...]:
    """Mean absolute error by role, series, group and kind of value, in the order of the alphabet."""
    found: dict[tuple[str, str, tuple[str, ...], bool], list[Point]] = {}
    for point in points:
        if math.isfinite(point.error):
            found.setdefault((point.role, point.series, point.groups, point.relative), []).append(point)
    return tuple(
        Score(
            series, role, len(some), sum(abs(p.error) for p in some) / len(some),
            "points" if some[0].in_points else some[0].unit, groups, relative,
        )
        for (role, series, groups, relative), some in sorted(found.items(), key=lambda item: item[0])
    )  # fmt: skip


def called(series: str, groups: Sequence[str] = (), *, relative: bool = False) -> str:
    """An indicator, among whom, and whether only its growth is told."""
    label = t(registry().indicators[series].label)
    label += f" ({t(' and ').join(members(group) for group in groups)})" if groups else ""
    return t("{indicator}, relative to another month", indicator=label) if relative else label


def sentence(score: Score) -> str:
    """Use digital payments: 2.1 points off on average, 5 measured points (only scored)."""
    label = called(score.series, score.groups, relative=score.relative)
    to = 0.1 if score.unit == "points" else step(score.error, math.nan)
    said = {"indicator": label, "error": plain(score.error, to),
            "role": t(ROLES[score.role]), "number": score.points}  # fmt: skip
    if score.unit == "points":
        shown = rounded(score.error, to)
        said["error"] = tn(
            "{number} point", "{number} points", 1 if shown == 1 else shown, number=said["error"]
        )
    else:
        said["error"] = f"{said['error']} {t(score.unit)}"
    return tn(
        "{indicator}: {error} off on average, {number} measured value ({role}).",
        "{indicator}: {error} off on average, {number} measured values ({role}).", score.points, **said,
    )  # fmt: skip


def as_data(points: Sequence[Point]) -> dict[str, Any]:
    """Points and scores as JSON can hold them."""
    return {
        "points": [
            {"series": p.series, "month": p.month, "date": p.date, "role": p.role, "measured": p.measured,
             "modelled": p.modelled.mean, "error": p.error, "groups": list(p.groups)}
            for p in points
        ],
        "scores": [
            {"series": s.series, "role": s.role, "points": s.points, "mean_absolute_error": s.error,
             "unit": s.unit, "groups": list(s.groups), "relative": s.relative}
            for s in scores(points)
        ],
    }  # fmt: skip
