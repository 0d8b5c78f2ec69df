"""What a checked scenario consists of: frozen values, safe to share, hash and send to a worker.

Months count from 0, the start. What has a `start` and an `end` acts from the month `start` up to,
but not in, the month `end`: [12, 24] is the second year. Without an end it acts until the run ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from typing import Any, Literal

import numpy as np

from sim.city.spec import CitySpec
from sim.registry import registry
from sim.scenario.hash import This, canonical, city_written, digest_of, written
from sim.scenario.numbers import FOREVER, Numbers, date_of
from sim.tables import Array

type Way = Literal["to", "by", "times"]
WAYS: tuple[Way, ...] = ("to", "by", "times")
type Use = Literal["calibrate", "validate", ""]


NOTHING = Numbers()


@dataclass(frozen=True, slots=True)
class Target:
    """Where and whom a policy or a shock is aimed at; empty means everywhere or everybody.

    A resident is admitted who lives in one of the `districts` (names, or kinds of area) and, for
    every dimension that `groups` mentions, belongs to one of its groups. `groups` holds labels
    such as "women".
    """

    districts: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


ANYWHERE = Target()


@dataclass(frozen=True, slots=True)
class PolicyUse:
    """One use of a policy: when, how strongly, for whom, and the numbers it sets itself."""

    use: str
    start: int = 0
    end: int = FOREVER
    ramp: int = 0
    intensity: float = 1.0
    target: Target = ANYWHERE
    values: Numbers = NOTHING


@dataclass(frozen=True, slots=True)
class ShockUse:
    """One crisis, the month in which it strikes, and the numbers it sets itself."""

    use: str
    month: int
    intensity: float = 1.0
    target: Target = ANYWHERE
    values: Numbers = NOTHING


@dataclass(frozen=True, slots=True)
class Shift:
    """A parameter that moves for a while: `to` a value, `by` an amount or `times` a factor.

    It moves in equal steps, arrives after `ramp` months, and returns at the end.
    """

    param: str
    start: int
    end: int
    ramp: int
    way: Way
    amount: float

    def goal(self, base: float) -> float:
        """The value at full strength, for a parameter that otherwise is at `base`."""
        if self.way == "to":
            return self.amount
        return base + self.amount if self.way == "by" else base * self.amount

    def path(self, base: float, months: int, *, whole: bool = False) -> Array:
        """The value in each month from 0 to `months`; a whole parameter moves in whole steps."""
        month = np.arange(months + 1)
        share = np.clip((month - self.start + 1) / (self.ramp + 1), 0.0, 1.0)
        share[month >= self.end] = 0.0
        goal = self.goal(base)
        path = np.where(share == 1.0, goal, base + share * (goal - base))
        return np.rint(path) if whole else path


@dataclass(frozen=True, slots=True)
class Observed:
    """A measured value of an indicator in the real city, to calibrate on or to be scored against.

    With `base_month`, `value` is relative to that month: the indicator divided by its own value
    in `base_month` and multiplied by `base_value`. With `groups`, it was measured among the residents
    of these groups taken together.
    """

    series: str
    month: int
    value: float
    role: Use = ""
    source: str = ""
    note: str = ""
    groups: tuple[str, ...] = ()
    base_month: int | None = None
    base_value: float = 1.0


@dataclass(frozen=True)
class Scenario:
    """A checked question to the model: a city, a length, and what happens to it when.

    `parameters` holds only what the file sets; every other parameter is at its declared value.
    """

    city: CitySpec
    name: str = "scenario"
    title: str = ""
    question: str = ""
    description: str = ""
    start: str = "2026-01"
    months: int = 120
    residents: int = 20_000
    parameters: Numbers = NOTHING
    policies: tuple[PolicyUse, ...] = ()
    shifts: tuple[Shift, ...] = ()
    shocks: tuple[ShockUse, ...] = ()
    observed: tuple[Observed, ...] = ()
    sources: tuple[str, ...] = ()
    case_parameters: tuple[str, ...] = ()
    path: str = field(default="", compare=False)
    city_as_written: Any = field(default=None, compare=False)

    def __getstate__(self) -> dict[str, Any]:
        """What travels to a worker: the city as plain data, since its generic types cannot be pickled."""
        kept = {known.name: getattr(self, known.name) for known in fields(self)}
        return kept | {"city": self.city.model_dump()}

    def __setstate__(self, kept: dict[str, Any]) -> None:
        self.__dict__.update(kept | {"city": CitySpec.model_validate(kept["city"])})

    @cached_property
    def hash(self) -> str:
        """SHA-256 of everything a result depends on, with every parameter at its value in force.

        Words (name, title, notes) and the place of the file do not count, nor does the way the
        content was written down.
        """
        parts = {name: written(part) for name, part in canonical(self).items()}
        own = {"parameters": parameters_written(self.parameters), "city": city_written(This(self.city))}
        return digest_of(parts | own)

    @cached_property
    def moving(self) -> dict[str, Array]:
        """The value in each month from 0 to `months` of every parameter that a shift moves."""
        return values_by_month(self, self.months)

    def date(self, month: int) -> str:
        """The calendar month of a month number, such as "2026-01" for 0."""
        return date_of(self.start, month)


def values_by_month(scenario: Scenario, months: int) -> dict[str, Array]:
    """The value in each month from 0 to `months` of every parameter that a shift moves.

    Shifts of one parameter do not overlap, so each of them starts from the unmoved value.
    """
    paths: dict[str, Array] = {}
    for shift in scenario.shifts:
        param = registry().params[shift.param]
        base = scenario.parameters.get(shift.param, float(param.default))
        path = shift.path(base, months, whole=param.whole)
        month = np.arange(months + 1)
        inside = (month >= shift.start) & (month < shift.end)
        paths.setdefault(shift.param, np.full(months + 1, base))[inside] = path[inside]
    return paths


def resolved(parameters: Mapping[str, float]) -> dict[str, float]:
    """Every parameter of the model: its value in `parameters`, or else its declared one."""
    declared = {key: float(param.default) for key, param in registry().params.items()}
    return {**declared, **parameters}


@lru_cache(maxsize=64)
def parameters_written(parameters: Numbers) -> str:
    """The same as the text that is hashed; a policy that is moved leaves it as it is."""
    return written(resolved(parameters))
