"""A model of the city that plans before the storm."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim
from sim.tables import Array, City
from sim.urban_service import DOMAINS, UrbanService, reads_of


class DigitalTwin(UrbanService):
    """Terrain, pipes and buildings in one model show where water and heat will do harm, and works are planned there first.

    Eligible: planners; residents use its map online.
    Reached:  the share `reach` of them, in an order fixed for life.
    Effect:   after `years` of use, homes and points lost to a flood fall by planned · works.
    Cost:     `build` over the first year, `running` every month.

    Stands for: Sydney's digital twin. Source: assumption.
    """

    domain = DOMAINS[4]
    components = ("exchange",)
    serves = "planners, and residents who look up their street"
    softens = ("flood",)
    examples = ("sydney-digital-twin",)
    reads = reads_of(("exchange",))
    writes = ("residents.rides", "government.service_hours", "districts.down")
    side_effects = "A model is only as fair as its sensors: informal streets are on no plan."
    reach = Param(0.05, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                  label="Share of those who could use it that do", source="assumption")  # fmt: skip
    hours = Param(0.5, unit="hours/user-month", bounds=(0.0, 40.0), role="uncertainty",
                  label="Hours it saves a user in a month", source="assumption")  # fmt: skip
    planned = Param(0.3, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                    label="Damage that planning prevents, once it has been built", source="assumption")  # fmt: skip
    years = Param(3.0, unit="years", bounds=(1.0, 20.0), role="uncertainty",
                  label="Years until plans are built", source="assumption")  # fmt: skip
    build = Param(3_000_000, unit="US$", bounds=(0, 50_000_000), role="uncertainty",
                  label="Building it", source="assumption")  # fmt: skip
    running = Param(40_000, unit="US$/month", bounds=(0, 2_000_000), role="uncertainty",
                    label="Running it", source="assumption")  # fmt: skip

    def help(self, city: City, p: Any, draw: Draws, aim: Aim, riders: Array, works: float) -> None:
        """What was planned has been built after some years."""
        built = min(aim.months_on / (12 * p.years), 1.0)
        down = city.districts.down
        down *= 1 - aim.strength * p.planned * works * built * aim.districts
