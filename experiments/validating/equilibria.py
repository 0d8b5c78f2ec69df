"""Whether a city can end with many users or with few, under the same rules.

Each city is started twice: everybody pays digitally and every shop takes it, or nobody and none.
In both starts everybody is registered, so that only use differs. If the two are still apart after
twenty years, and no longer come nearer, two states exist and history decides which one is reached.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from sim.choice import REGISTERED, USES
from sim.registry import registry
from sim.scenario import with_parameters

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.tables import Array

MONTHS = 240
APART = 0.10
"""Share of adults by which two states differ at least."""
STILL = 0.01
"""The most that the two may have come nearer in the last two years."""
LAUNCHED = {"components.payments_launch": 0.0}


@dataclass(frozen=True, slots=True)
class Ends:
    """Share of adults who pay digitally, by month, from both starts."""

    low: Array
    high: Array

    @property
    def two(self) -> bool:
        """Whether the two starts end apart and stay there."""
        gap = self.high - self.low
        return bool(gap[-1] >= APART and gap[-25] - gap[-1] <= STILL)


def ends(scenario: Scenario, seed: int, parameters: Mapping[str, float]) -> Ends:
    """Both starts of one city under the policies of `scenario`, which begins with its launch behind it."""
    plan = with_parameters(replace(scenario, months=MONTHS, observed=()), {**parameters, **LAUNCHED})
    return Ends(_from(plan, seed, everybody=False), _from(plan, seed, everybody=True))


def _from(plan: Scenario, seed: int, *, everybody: bool) -> Array:
    from sim.model import DPICity

    model = DPICity(plan, seed)
    residents, businesses = model.city.residents, model.city.businesses
    residents.stage_payments[:] = USES if everybody else REGISTERED
    residents.habit[:] = float(everybody)
    businesses.accepts[:] = everybody
    model.run_model()
    use: Array = np.asarray(registry().indicators["payments"].compute(model.record), np.float64)
    return use


def share_with_two(
    scenario: Scenario, seed: int, members: Sequence[Mapping[str, float]]
) -> tuple[float, list[Ends]]:
    """The share of parameter sets under which two states exist, and what each set led to."""
    found = [ends(scenario, seed, member) for member in members]
    return sum(end.two for end in found) / len(found), found
