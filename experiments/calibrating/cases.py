"""A case as a calibration sees it: the points to fit, and how far off counts as far.

What a point says is known with an observation error, and no model is right to the last person (model
discrepancy). Both are stated as standard deviations and add up with the luck of a single run:

    s² = observation² + discrepancy² + luck²
    implausibility of a series = root of the mean over its points of ((model − measured) ÷ s)²
    implausibility of a draw   = the largest over all series of all cases

For shares, and for series relative to a month, the first two are absolute; for anything else they are
relative to the measured value. A draw above the cutoff, 3 unless told otherwise, is ruled out: by
Pukelsheim's three-sigma rule fewer than one in twenty draws that are right are lost that way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from experiments.calibrating.priors import priors_of
from experiments.designing.ranges import Range
from experiments.designing.uses import set_by, uses
from experiments.running.runner import Plan
from experiments.validating.scoring import Series, series_of
from sim.errors import DPICityError
from sim.scenario import Numbers
from sim.tables import Array

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.scenario.parts import PolicyUse, ShockUse


@dataclass(frozen=True, slots=True)
class Doubt:
    """Standard deviations of what was measured and of the model, for shares and for other units.

    `own` gives the discrepancy of single indicators, by name.
    """

    observation: float = 0.02
    discrepancy: float = 0.03
    relative_observation: float = 0.05
    relative_discrepancy: float = 0.10
    own: Mapping[str, float] | None = None

    def sd(self, series: Series, value: float) -> float:
        """√(observation² + discrepancy²) of one point, in the unit of the series."""
        if series.in_points:
            seen, wrong = self.observation, (self.own or {}).get(series.name, self.discrepancy)
            return float(np.hypot(seen, wrong))
        wrong = (self.own or {}).get(series.name, self.relative_discrepancy)
        return float(np.hypot(self.relative_observation, wrong) * max(abs(value), 1e-9))


@dataclass(frozen=True, slots=True)
class Case:
    """One case to fit. `plan` runs to the last fitted point; `own` are its own parameters' priors,
    which stand above shared ones of the same name."""

    name: str
    plan: Plan
    series: tuple[Series, ...]
    own: tuple[Range, ...]
    measured: Array
    doubt: Array
    member: Array

    @property
    def points(self) -> int:
        """How many points are fitted."""
        return self.measured.size

    def implausibility(self, modelled: Array, luck: Array | float = 0.0) -> Array:
        """By series, for every row of `modelled` (draws × points); `luck` is a variance by point."""
        off = (modelled - self.measured) ** 2 / (self.doubt**2 + luck)
        off = np.where(np.isfinite(off), off, np.inf)
        return np.sqrt(
            np.stack([off[:, self.member == k].mean(axis=1) for k in range(len(self.series))], axis=1)
        )

    def errors(self, modelled: Array) -> Array:
        """Mean absolute error by series, for every row; in percentage points or per cent."""
        size = np.where([self.series[k].in_points for k in self.member], 1.0, np.abs(self.measured))
        off = 100 * np.abs(modelled - self.measured) / size
        return np.stack([off[:, self.member == k].mean(axis=1) for k in range(len(self.series))], axis=1)


def case_of(
    plan: Plan, doubt: Doubt, shared: Sequence[Range], ranges: Mapping[str, tuple[float, float]]
) -> Case:  # fmt: skip
    """The case of a plan; `DPICityError` when it has nothing to fit, or sets what is to be shared."""
    scenario = _loosened(plan.scenario)
    every = series_of(scenario)
    fitted = [replace(s, points=tuple(s.of("calibrate"))) for s in every if s.of("calibrate")]
    if not fitted:
        raise DPICityError(
            f"{plan.name}: it has no point to fit. Give it `observed` points with `role: calibrate`."
        )
    keys = {prior.name for prior in shared}
    _free(scenario, keys - set(scenario.case_parameters))
    own = priors_of(list(scenario.case_parameters), ranges)
    points = [point for series in fitted for point in series.points]
    last = max(max(point.month, point.base_month or 0) for point in points)
    short = replace(scenario, months=max(last, 1), observed=tuple(points))
    doubts = [doubt.sd(series, point.value) for series in fitted for point in series.points]
    member = np.repeat(np.arange(len(fitted)), [len(series.points) for series in fitted])
    return Case(
        plan.name, Plan(plan.name, short), tuple(fitted), tuple(own),
        np.array([point.value for point in points]), np.array(doubts), member,
    )  # fmt: skip


def _loosened(scenario: Scenario) -> Scenario:
    """The scenario with its own parameters taken out of its policies and crises, where they would stand above a draw.

    The value typed there goes to `parameters`, so that it counts until a draw replaces it.
    """
    typed: dict[str, float] = {}
    for key in scenario.case_parameters:
        rule, _, name = key.partition(".")
        here = [use for use in uses(scenario) if use.use == rule]
        values = {use.values[name] for use in here if name in use.values}
        if values and (len(values) > 1 or any(name not in use.values for use in here)):
            raise DPICityError(
                f"{scenario.name}: '{key}' differs between the entries of {rule}, so it cannot be fitted as one number. "
                f"Take it out of the case's `case_parameters`."
            )
        if values:
            typed[key] = values.pop()
    return replace(
        scenario, parameters=Numbers({**scenario.parameters, **typed}),
        policies=tuple(_without(use, typed) for use in scenario.policies),
        shocks=tuple(_without(use, typed) for use in scenario.shocks),
    )  # fmt: skip


def _without[Use: (PolicyUse, ShockUse)](use: Use, keys: Mapping[str, float]) -> Use:
    """A use of a policy or a crisis that no longer sets `keys` itself."""
    kept = {name: value for name, value in use.values.items() if f"{use.use}.{name}" not in keys}
    return replace(use, values=Numbers(kept))


def _free(scenario: Scenario, keys: set[str]) -> None:
    """Refuse to fit what the case sets itself."""
    both = sorted(keys & set_by(scenario))
    if both:
        raise DPICityError(
            f"{scenario.name}: it sets '{both[0]}' itself, so that cannot be fitted for all cases. Delete it "
            f"there, name it in the case's `case_parameters`, or leave it out with --only."
        )
