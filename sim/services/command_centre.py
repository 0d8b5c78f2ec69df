"""One room that sees the whole city in an emergency."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim
from sim.tables import Array, City
from sim.urban_service import DOMAINS, UrbanService, reads_of, spare


class CommandCentre(UrbanService):
    """Cameras, sensors and registries meet in one room, which sends help where it is needed.

    Eligible: anyone with a phone and a signal, for directions; districts aimed at, for repairs.
    Reached:  the share `reach` of them, in an order fixed for life.
    Effect:   signal lost to a flood or an outage is smaller by repaired · works; residents are spared as by a warning.
    Cost:     `build` over the first year, `running` every month.

    Stands for: the command and control centre of Egypt's New Administrative Capital. Source: assumption.
    """

    domain = DOMAINS[0]
    components = ("exchange", "assistant")
    by_phone = True
    serves = "every adult with a phone"
    softens = ("flood", "heatwave", "outage")
    examples = ("egypt-command-centre",)
    reads = reads_of(("exchange", "assistant"), by_phone=True)
    writes = (
        "residents.rides",
        "government.service_hours",
        "residents.housebound",
        "government.spared",
        "districts.down",
    )
    side_effects = (
        "A room that sees everything can watch everybody; without safeguards it costs trust (not modelled)."
    )
    reach = Param(0.6, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                  label="Share of those who could use it that do", source="assumption")  # fmt: skip
    hours = Param(0.0, unit="hours/user-month", bounds=(0.0, 40.0), role="uncertainty",
                  label="Hours it saves a user in a month", source="assumption")  # fmt: skip
    spared = Param(0.3, unit="probability", bounds=(0.0, 1.0), role="uncertainty",
                   label="Warned residents who are not cut off", source="assumption")  # fmt: skip
    repaired = Param(0.3, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                     label="Lost signal that quicker repair gives back", source="assumption")  # fmt: skip
    build = Param(6_000_000, unit="US$", bounds=(0, 50_000_000), role="uncertainty",
                  label="Building it", source="assumption")  # fmt: skip
    running = Param(90_000, unit="US$/month", bounds=(0, 2_000_000), role="uncertainty",
                    label="Running it", source="assumption")  # fmt: skip

    def help(self, city: City, p: Any, draw: Draws, aim: Aim, riders: Array, works: float) -> None:
        """Send repair teams, and direct riders out of harm's way."""
        down = city.districts.down
        down *= 1 - aim.strength * p.repaired * works * aim.districts
        spare(city, draw, f"{aim.stream}.spared", riders, p.spared * works)
