"""A power grid that sheds load before it fails."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim
from sim.tables import Array, City
from sim.urban_service import DOMAINS, UrbanService, reads_of


class SmartGrid(UrbanService):
    """Meters and forecasts balance the grid by the minute, and bills follow use.

    Eligible: residents online with an active ID, for their own meter.
    Reached:  the share `reach` of them, in an order fixed for life.
    Effect:   an outage takes less signal and fewer systems, by steadier · works.
    Cost:     `build` over the first year, `running` every month.

    Stands for: smart grids in Germany. Source: assumption.
    """

    domain = DOMAINS[1]
    components = ("identity", "exchange", "assistant")
    serves = "households with a meter"
    softens = ("outage",)
    examples = ("germany-smart-grids",)
    reads = reads_of(("identity", "exchange", "assistant"))
    writes = ("residents.rides", "government.service_hours", "districts.down", "agencies.struck")
    side_effects = "A meter tells who is at home; the bill of those who cannot shift their use may rise."
    reach = Param(0.3, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                  label="Share of those who could use it that do", source="assumption")  # fmt: skip
    hours = Param(0.2, unit="hours/user-month", bounds=(0.0, 40.0), role="uncertainty",
                  label="Hours it saves a user in a month", source="assumption")  # fmt: skip
    steadier = Param(0.3, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                     label="Damage of an outage that the grid averts", source="assumption")  # fmt: skip
    build = Param(4_000_000, unit="US$", bounds=(0, 50_000_000), role="uncertainty",
                  label="Building it", source="assumption")  # fmt: skip
    running = Param(50_000, unit="US$/month", bounds=(0, 2_000_000), role="uncertainty",
                    label="Running it", source="assumption")  # fmt: skip

    def help(self, city: City, p: Any, draw: Draws, aim: Aim, riders: Array, works: float) -> None:
        """Hold up part of what a power cut would take."""
        struck, down = city.agencies.struck, city.districts.down
        struck *= 1 - aim.strength * p.steadier * works
        down *= 1 - aim.strength * p.steadier * works * aim.districts
