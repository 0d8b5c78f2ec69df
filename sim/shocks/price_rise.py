"""Vendors raise prices where the city cannot leave."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Shock
from sim.tables import City


class PriceRise(Shock):
    """What an agency pays goes up in proportion to what leaving would cost, until the next tender.

        paid · (1 + rise · min(switching cost ÷ annual value, 1))

    Source: assumption. What it costs the city shows in the bill that procurement pays.
    """

    reads = ("agencies.switching_cost", "agencies.value")
    writes = ("agencies.paid",)
    rise = Param(0.3, unit="share", bounds=(0, 2), role="uncertainty",
                 label="Rise where leaving costs a year's value", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> None:
        """Strike once."""
        a, paid = city.agencies, city.agencies.paid
        paid *= 1 + aim.strength * p.rise * np.minimum(a.switching_cost / a.value, 1)
