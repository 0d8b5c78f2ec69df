"""Whole runs in one simulated city, each lived once and kept for every pattern that asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from experiments.running.runner import Cities
from experiments.validating.inputs import under
from sim.registry import registry

if TYPE_CHECKING:
    from sim.recorder import Record
    from sim.scenario import Scenario
    from sim.tables import Array


@dataclass(frozen=True, slots=True)
class Life:
    """One finished run."""

    record: Record

    def indicator(self, name: str) -> Array:
        """The monthly values of an indicator, month 0 included."""
        return np.asarray(registry().indicators[name].compute(self.record), np.float64)


@dataclass(slots=True)
class Lives:
    """The runs of one seed; plans for the same city share its people.

    `parameters` hold wherever a plan does not set them itself.
    """

    seed: int
    parameters: Mapping[str, float] = field(default_factory=dict)
    cities: Cities = field(default_factory=Cities)
    _lived: dict[tuple[str, bool], Life] = field(default_factory=dict)

    def of(self, scenario: Scenario, *, history: bool = False) -> Life:
        """The life under `scenario`; with `history` the record holds the state of every resident."""
        from sim.model import DPICity

        scenario = under(scenario, self.parameters)
        key = (scenario.hash, history)
        if key not in self._lived:
            city = self.cities.get(scenario, self.seed)
            model = DPICity(scenario, self.seed, city=city, history=history)
            model.run_model()
            self._lived[key] = Life(model.record)
        return self._lived[key]


def eve(scenario: Scenario) -> int:
    """The month before digital payments are launched; 0 where they are there from the start."""
    return max(int(scenario.parameters.get("components.payments_launch", 0)) - 1, 0)
