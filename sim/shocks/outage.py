"""Power or the backbone fails, for weeks."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.kernels import raise_where
from sim.params import Param
from sim.rules import Aim, Shock
from sim.tables import City


class Outage(Shock):
    """Part of the signal and part of the agencies' systems are gone until it is repaired.

        homes without a signal = `signal`,  chance that an agency is down + `systems`,  for `months`

    Aimed at districts it takes their signal only; systems are taken in proportion to the adults there.
    Source: assumption.
    """

    reads = ("districts.population",)
    writes = ("districts.down", "agencies.struck")
    signal = Param(0.4, unit="share", bounds=(0, 1), role="uncertainty", label="Homes that lose the signal",
                   source="assumption")  # fmt: skip
    systems = Param(0.5, unit="share", bounds=(0, 1), role="uncertainty",
                    label="Chance that an agency is down", source="assumption")  # fmt: skip
    months = Param(2, unit="months", bounds=(1, 24), role="uncertainty", whole=True,
                   label="Months until it is repaired", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> None:
        """One month in the dark."""
        d, struck = city.districts, city.agencies.struck
        raise_where(d.down, aim.strength * p.signal, aim.districts)
        part = float(d.population[aim.districts].sum() / d.population.sum())
        struck += np.minimum(aim.strength * p.systems * part, 1 - struck)

    @classmethod
    def duration(cls, p: Any) -> int:
        """How many months it lasts."""
        return int(p.months)
