"""Somebody at a desk, on the telephone or at the door, whenever the digital way fails."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City

ASSISTED = 2  # outcome of a need (see needs)


class AssistedChannel(Policy):
    """An offline way stays open beside every digital one, and staff can put a failed check right.

    Eligible: anyone whose need fails online or at a counter.
    Reached:  everyone, as far as the strength goes; help at centres still has to be near.
    Effect:   fallback rises to `fallback`, help at centres to `helping`, as shares of what is missing.
    Cost:     `case` for every need that ended with help last month, and a desk that is always open.
    """

    reads = ("residents.need",)
    writes = ("government.fallback", "government.assisted")
    changes = ("needs_denied", "lower")
    side_effects = "Two ways run side by side, and the one with people costs more with every case."
    fallback = Param(1.0, unit="share", bounds=(0.0, 1.0), role="lever",
                     label="Failed checks that staff can put right", source="policy choice")  # fmt: skip
    helping = Param(0.8, unit="share", bounds=(0.0, 1.0), role="lever",
                    label="Centres that help with services", source="policy choice")  # fmt: skip
    case = Param(2.0, unit="US$/case", bounds=(0.2, 20), role="uncertainty", label="Cost of one case with help",
                 source="assumption: 1-3 a transaction")  # fmt: skip
    desk = Param(6000, unit="US$/month", bounds=(0, 200_000), role="uncertainty",
                 label="Standing cost of the desk", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month beside the digital way."""
        g = city.government
        for share, goal in ((g.fallback, p.fallback), (g.assisted, p.helping)):
            share[0] += aim.strength * max(goal - float(share[0]), 0)
        cases = np.count_nonzero(city.residents.need == ASSISTED) * city.weight
        return (Spend("people", cases * p.case, units=cases), Spend("offices", aim.strength * p.desk))
