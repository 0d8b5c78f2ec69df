"""All departments run their systems from one cloud centre."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim
from sim.tables import Array, City
from sim.urban_service import DOMAINS, UrbanService, reads_of


class OperationsCentre(UrbanService):
    """Water, traffic and buildings are watched from one place, and a failing system is replaced before people notice.

    Eligible: every agency; residents online see what works.
    Reached:  the share `reach` of them, in an order fixed for life.
    Effect:   systems struck by an attack or an outage fail less often, by replaced · works.
    Cost:     `build` over the first year, `running` every month.

    Stands for: the cloud operations centres of Lisbon and Bristol. Source: assumption.
    """

    domain = DOMAINS[4]
    components = ("exchange",)
    serves = "departments, and residents who look up what works"
    softens = ("cyber_attack", "outage")
    examples = ("lisbon-bristol-operations-centre",)
    reads = reads_of(("exchange",))
    writes = ("residents.rides", "government.service_hours", "agencies.struck")
    side_effects = "One centre is one target."
    reach = Param(0.1, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                  label="Share of those who could use it that do", source="assumption")  # fmt: skip
    hours = Param(0.2, unit="hours/user-month", bounds=(0.0, 40.0), role="uncertainty",
                  label="Hours it saves a user in a month", source="assumption")  # fmt: skip
    replaced = Param(0.3, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                     label="Outages of struck systems that the centre prevents", source="assumption")  # fmt: skip
    build = Param(1_500_000, unit="US$", bounds=(0, 50_000_000), role="uncertainty",
                  label="Building it", source="assumption")  # fmt: skip
    running = Param(45_000, unit="US$/month", bounds=(0, 2_000_000), role="uncertainty",
                    label="Running it", source="assumption")  # fmt: skip

    def help(self, city: City, p: Any, draw: Draws, aim: Aim, riders: Array, works: float) -> None:
        """Switch struck systems over."""
        struck = city.agencies.struck
        struck *= 1 - aim.strength * p.replaced * works
