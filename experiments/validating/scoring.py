"""A case beside its measurements, series by series, and beside models that know less.

Errors are those of the points that nobody fitted (`validate`). The rivals are a Bass and a logistic
curve through the `calibrate` points of the same series, and the model itself without its network
(nobody minds what contacts do or shops take), with the same parameters otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparing.observed import modelled, path
from experiments.comparing.stats import NONE, Estimate, estimate
from experiments.validating.nulls import Curve, fit
from sim.registry import registry

if TYPE_CHECKING:
    from experiments.running.runner import Run
    from sim.scenario import Observed, Scenario
    from sim.tables import Array

CURVES = ("Bass", "logistic")
LAUNCHES = 6
"""Launch months tried for each curve, so that no curve loses for want of the right start."""
HIGHEST_RELATIVE = 20.0
"""The most that a curve may rise to, relative to its base month."""


@dataclass(frozen=True, slots=True)
class Series:
    """The measured points of one indicator and group, on one scale."""

    name: str
    groups: tuple[str, ...]
    base_month: int | None
    points: tuple[Observed, ...]

    @property
    def label(self) -> str:
        """What was measured, among whom."""
        label = registry().indicators[self.name].label
        among = f" ({' and '.join(self.groups)})" if self.groups else ""
        return f"{label}{among}" + (", relative" if self.base_month is not None else "")

    @property
    def in_points(self) -> bool:
        """Whether errors are told in percentage points; otherwise in per cent of the measured value."""
        return self.base_month is not None or registry().indicators[self.name].unit.startswith("share")

    def of(self, role: str) -> list[Observed]:
        """The points that were fitted ("calibrate") or are only scored ("validate")."""
        return [point for point in self.points if point.role == role]

    def error(self, point: Observed, value: float) -> float:
        """How far `value` is from a point, in percentage points or per cent; never negative."""
        size = 1.0 if self.in_points else max(abs(point.value), 1e-12)
        return 100 * abs(value - point.value) / size


def series_of(scenario: Scenario) -> list[Series]:
    """The measured series of a scenario that lie within its run, in the order of the file."""
    found: dict[tuple[str, tuple[str, ...], int | None], list[Observed]] = {}
    for point in scenario.observed:
        if point.month <= scenario.months and (point.base_month or 0) <= scenario.months:
            found.setdefault((point.series, point.groups, point.base_month), []).append(point)
    return [Series(*key, tuple(sorted(some, key=lambda p: p.month))) for key, some in found.items()]


@dataclass(frozen=True, slots=True)
class Rival:
    """How well something foretold the points held back: mean absolute error, and its values at them."""

    name: str
    error: Estimate
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """One series of a case: the model's path and errors, and those of its rivals.

    `fitted` is the error on the `calibrate` points, `model` on those held back; `lines` holds the mean
    path of the model and of each rival, by month.
    """

    case: str
    series: Series
    fitted: Estimate
    model: Rival
    rivals: tuple[Rival, ...]
    lines: dict[str, Array]

    def beaten(self, name: str) -> bool | None:
        """Whether the model's mean error is below a rival's; None when there is none to compare."""
        rival = next((r for r in self.rivals if r.name == name), None)
        if rival is None or not self.series.of("validate"):
            return None
        return self.model.error.mean < rival.error.mean


def score(name: str, scenario: Scenario, runs: Sequence[Run], alone: Sequence[Run]) -> list[Scored]:
    """Every series of a case; `runs` are with the network, `alone` without, seed by seed."""
    return [_score(name, series, scenario.months, runs, alone) for series in series_of(scenario)]


def _score(
    name: str, series: Series, months: int, runs: Sequence[Run], alone: Sequence[Run]
) -> Scored:  # fmt: skip
    held = series.of("validate")
    lines = {"model": _mean_path(series, runs), "without its network": _mean_path(series, alone)}
    rivals = [_rival("without its network", series, held, alone)]
    for curve in curves(series):
        values = tuple(float(v) for v in curve.at([p.month for p in held]))
        off = [series.error(point, value) for point, value in zip(held, values, strict=True)]
        rivals.append(Rival(curve.name, Estimate(float(np.mean(off)) if off else NONE), values))
        lines[curve.name] = curve.at(np.arange(months + 1))
    fitted = _rival("model", series, series.of("calibrate"), runs).error
    return Scored(name, series, fitted, _rival("model", series, held, runs), tuple(rivals), lines)


def _rival(name: str, series: Series, points: Sequence[Observed], runs: Sequence[Run]) -> Rival:
    """The mean absolute error over the points, city by city, and the mean value at each point."""
    if not points or not runs:
        return Rival(name, Estimate(NONE), ())
    values = np.array([[modelled(run, point) for point in points] for run in runs])
    off = [[series.error(point, value) for point, value in zip(points, row, strict=True)] for row in values]
    return Rival(name, estimate([float(np.mean(row)) for row in off]), tuple(values.mean(axis=0)))


def _mean_path(series: Series, runs: Sequence[Run]) -> Array:
    """The mean over cities, month by month, relative to the base month where the series is."""
    paths = np.array([path(run, series.name, series.groups) for run in runs], np.float64)
    if series.base_month is not None and paths.size:
        base = paths[:, [series.base_month]]
        paths = paths / np.where(base > 0, base, np.nan) * series.points[0].base_value
    mean: Array = paths.mean(axis=0) if paths.size else np.zeros(0)
    return mean


def curves(series: Series) -> list[Curve]:
    """Bass and logistic through the `calibrate` points; none where these are too few.

    What the series is relative to is a known point as well. Each curve may choose its launch.
    """
    known = {point.month: point.value for point in series.of("calibrate")}
    if series.base_month is not None:
        known[series.base_month] = series.points[0].base_value
    months = sorted(known)
    if not months:
        return []
    share = series.base_month is None and registry().indicators[series.name].unit.startswith("share")
    most = 1.0 if share else HIGHEST_RELATIVE * max(known.values())
    values = [known[m] for m in months]
    launches = np.unique(np.linspace(0, max(months[0] - 1, 0), LAUNCHES).round())
    found = []
    for name in CURVES:
        tried = [fit(name, months, values, float(launch), most) for launch in launches]
        usable = [curve for curve in tried if curve is not None]
        if usable:
            found.append(min(usable, key=lambda c: float(np.abs(c.at(months) - np.array(values)).sum())))
    return found
