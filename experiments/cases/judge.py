"""What a run says of a case: reproduced, illustrative or not yet.

    reproduced    every band is met, and measured values are met on average, fitted and held back alike
    illustrative  it runs and there is no figure to meet
    not yet       it does not run, there is nothing to run, or a figure is missed

Measured values are met when the mean absolute error is at most 5 points of 100 for shares (as the
patterns ask), 8 points of the largest measured value for a volume relative to a month (as pattern 1
asks), and a factor of two for anything else.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparing.observed import Point, observed_points, path
from sim.registry import registry
from sim.scenario.numbers import month_of

if TYPE_CHECKING:
    from experiments.cases.entries import Band, Entry
    from experiments.running.runner import Plan, Run
    from sim.tables import Array

REPRODUCED, ILLUSTRATIVE, NOT_YET = "reproduced", "illustrative", "not yet"
SHARES, VOLUMES, AMOUNTS = "shares", "volumes relative to a month", "amounts"
ALLOWED = {SHARES: 5.0, VOLUMES: 8.0, AMOUNTS: 2.0}
"""The largest mean error: in points, in points of the largest value measured, as a factor."""
UNITS = {SHARES: "points", VOLUMES: "points of the largest value", AMOUNTS: "times"}
ROLES = {"calibrate": "fitted", "validate": "held-back"}
RIDERS = "adults who use a city service, largest share of a month"


@dataclass(frozen=True, slots=True)
class Check:
    """One figure, what the model makes of it, and whether that is close enough."""

    what: str
    value: float
    allowed: str
    met: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of a case, why, and the checks it rests on."""

    status: str
    why: str
    checks: tuple[Check, ...] = ()
    points: tuple[Point, ...] = ()


def judged(entry: Entry, plan: Plan | None, runs: Sequence[Run]) -> Verdict:
    """The verdict on an entry, from the finished runs of its plan."""
    if plan is None:
        return Verdict(NOT_YET, "there is no scenario to run")
    failed = [run for run in runs if not run.ok]
    if failed or not runs:
        return Verdict(NOT_YET, f"it does not run: {failed[0].error if failed else 'stopped'}")
    points = observed_points(plan, runs)
    bands = [_band(band, plan, runs) for band in entry.bands]
    checks = (*_closeness(points), *bands, *_ridden(entry, runs))
    missed = [check for check in checks if not check.met]
    if missed:
        return Verdict(NOT_YET, "; ".join(told(check) for check in missed), checks, points)
    if points or entry.bands:
        return Verdict(REPRODUCED, "every figure is met", checks, points)
    return Verdict(ILLUSTRATIVE, "it runs, and there is no figure to meet", checks, points)


def told(check: Check) -> str:
    """held-back shares, mean error in points: 8.1 (at most 5)."""
    return f"{check.what}: {check.value:.3g} ({check.allowed})"


def kind_of(point: Point) -> str:
    """How the error of a measured value is told."""
    if point.relative:
        return VOLUMES
    return SHARES if point.unit.startswith("share") else AMOUNTS


def _closeness(points: Sequence[Point]) -> list[Check]:
    """Fitted and held-back values of each kind, on average."""
    found = []
    for role, word in ROLES.items():
        for kind, allowed in ALLOWED.items():
            some = [p for p in points if p.role == role and kind_of(p) == kind]
            if some:
                size = _mean_error(kind, some)
                found.append(Check(f"{word} {kind}, mean error in {UNITS[kind]}", size,
                                   f"at most {allowed:g}", size <= allowed))  # fmt: skip
    return found


def _mean_error(kind: str, points: Sequence[Point]) -> float:
    if kind == AMOUNTS:
        ratios = [_ratio(p.modelled.mean, p.measured) for p in points]
        return math.exp(sum(abs(math.log(r)) for r in ratios) / len(ratios))
    largest = max(p.measured for p in points) if kind == VOLUMES else 1.0
    errors = [abs(p.modelled.mean - p.measured) for p in points]
    return 100 * sum(errors) / len(errors) / largest


def _ratio(model: float, measured: float) -> float:
    """Model ÷ measured, kept away from 0 so that a mean of logarithms exists."""
    return max(model, 1e-6) / max(measured, 1e-6)


def _band(band: Band, plan: Plan, runs: Sequence[Run]) -> Check:
    """One stated figure, as the mean over runs; relative ones as a ratio of two means."""
    start = plan.scenario.start
    paths = [path(run, band.series, band.group) for run in runs]
    value = _mean_at(paths, month_of(start, band.date))
    if band.relative_to:
        base = _mean_at(paths, month_of(start, band.relative_to))
        value = value / base if base else math.nan
    low = -math.inf if band.at_least is None else band.at_least
    high = math.inf if band.at_most is None else band.at_most
    limits = [f"{word} {x:g}" for word, x in (("at least", low), ("at most", high)) if math.isfinite(x)]
    return Check(band_name(band), value, ", ".join(limits), low <= value <= high)


def band_name(band: Band) -> str:
    """What a band asks of: Online of women, 2025-09."""
    whom = f" of {' and '.join(band.group)}" if band.group else ""
    return f"{registry().indicators[band.series].label}{whom}, {band.date}"


def _mean_at(paths: Sequence[Array], month: int) -> float:
    return float(np.mean([values[month] for values in paths]))


def _ridden(entry: Entry, runs: Sequence[Run]) -> list[Check]:
    """A service that nobody can use is no illustration of anything."""
    if not entry.service:
        return []
    riders = float(np.mean([np.nanmax(run.indicators["service_riders"]) for run in runs]))
    return [Check(RIDERS, riders, "more than 0", riders > 0)]
