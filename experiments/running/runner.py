"""Runs one plan in one simulated city, and keeps what was counted.

A plan is a scenario with a name. Plans with the same seed meet the same people with the same luck,
so a difference between them is caused by the plan. Running many of them is in pool.py.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sim.recorder import Record
    from sim.scenario import Scenario
    from sim.tables import Array, City

CITIES_KEPT = 2  # synthesised cities a process remembers; each takes a few MB per 20,000 residents


@dataclass(frozen=True, slots=True)
class Plan:
    """A scenario under the name that tables and charts give it."""

    name: str
    scenario: Scenario

    @property
    def title(self) -> str:
        """What people call it."""
        return self.scenario.title or self.name

    @property
    def idle(self) -> bool:
        """Whether nothing is done and nothing befalls the city."""
        s = self.scenario
        return not (s.policies or s.shocks or s.shifts or s.parameters)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Run:
    """One plan in one simulated city: what was counted, or why it failed.

    `indicators[name][m]` is the value in month m; `seconds` the time spent in each rule and under
    "city" in making the people. A failed run has an `error`, no record and no indicators.
    """

    plan: str
    seed: int
    record: Record | None = None
    indicators: dict[str, Array] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    adults: float = 0.0
    error: str = ""

    @property
    def ok(self) -> bool:
        """Whether the run reached its last month."""
        return self.record is not None

    def called(self, name: str) -> Run:
        """The same run under the name that its plan has elsewhere."""
        return self if self.plan == name else replace(self, plan=name)

    @property
    def counted(self) -> Record:
        """The record of a run that is known to be `ok`."""
        if self.record is None:
            raise ValueError(f"the run of {self.plan} with seed {self.seed} failed: {self.error}")
        return self.record


@dataclass(frozen=True, slots=True)
class Event:
    """How far a run is: `kind` is "city" (people are being made), "month" or "done"."""

    kind: str
    plan: str
    seed: int
    month: int = 0
    months: int = 0
    error: str = ""


type Progress = Callable[[Event], None]


class Stopped(Exception):
    """The user asked to stop; raised between two months."""


class Cities:
    """The last few synthesised cities, so that plans with one seed share their people."""

    def __init__(self, keep: int = CITIES_KEPT) -> None:
        self.keep = keep
        self._made: OrderedDict[tuple[str, int, int], City] = OrderedDict()

    def get(self, scenario: Scenario, seed: int) -> City:
        """The city of a scenario's people, made now or taken from memory."""
        from sim.city.synthesis import synthesise

        key = (repr(scenario.city), scenario.residents, seed)
        if key not in self._made:
            self._made[key] = synthesise(scenario.city, scenario.residents, seed)
        self._made.move_to_end(key)
        while len(self._made) > self.keep:
            self._made.popitem(last=False)
        return self._made[key]


def silent(event: Event) -> None:
    """A progress callback that says nothing."""


def run_plan(plan: Plan, seed: int, cities: Cities, progress: Progress = silent) -> Run:
    """Run one plan in one simulated city.

    An error inside the model becomes a failed `Run`, so that the other runs go on; `Stopped` and
    Ctrl-C pass through.
    """
    months = plan.scenario.months
    progress(Event("city", plan.name, seed, 0, months))
    try:
        run = _simulate(plan, seed, cities, progress)
    except Stopped:
        raise
    except Exception as error:  # whatever went wrong is kept with the run and reported to the user
        run = Run(plan.name, seed, error=f"{type(error).__name__}: {error}")
    progress(Event("done", plan.name, seed, months, months, run.error))
    return run


def _simulate(plan: Plan, seed: int, cities: Cities, progress: Progress) -> Run:
    from sim.model import DPICity

    began = time.perf_counter()
    city = cities.get(plan.scenario, seed)
    made = time.perf_counter() - began
    model = DPICity(plan.scenario, seed=seed, city=city)
    while model.month < plan.scenario.months:
        model.play_month()
        progress(Event("month", plan.name, seed, model.month, plan.scenario.months))
    record = slim(model.record)
    seconds = {"city": made} | {slot.label: slot.seconds for slot in model.pipeline.slots}
    return Run(plan.name, seed, record, indicators_of(record), seconds, float(city.adults))


def slim(record: Record) -> Record:
    """The record without each resident's own groups, its counts as short as the city allows: cheap to send and keep.

    Counts keep a sign, so that two of them can be subtracted.
    """
    groups = replace(record.groups, codes=np.zeros((0, 0), np.int16))
    enough = np.min_scalar_type(-groups.sizes[0] - 1)
    counts = {name: table.astype(enough) for name, table in record.counts.items()}
    return replace(record, groups=groups, counts=counts)


def indicators_of(record: Record) -> dict[str, Array]:
    """Every indicator of a record, in every month."""
    from sim.registry import registry

    known = registry().indicators
    return {name: np.asarray(one.compute(record), np.float64) for name, one in known.items()}
