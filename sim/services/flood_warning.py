"""Flood warnings on any phone."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim
from sim.tables import Array, City
from sim.urban_service import DOMAINS, UrbanService, reads_of, spare


class FloodWarning(UrbanService):
    """Sensors and forecasts of several agencies meet in one place, and phones ring before the water comes.

    Eligible: anyone with a phone and a signal; homes that lost theirs hear nothing.
    Reached:  the share `reach` of them, in an order fixed for life.
    Effect:   a warned resident whom a flood would keep at home gets through with chance spared · works.
    Cost:     `build` over the first year, `running` every month.

    Stands for: Copenhagen's cloudburst management, flood warnings in Bengaluru and Singapore. Source: assumption.
    """

    domain = DOMAINS[0]
    components = ("exchange",)
    by_phone = True
    serves = "every adult with a phone"
    softens = ("flood",)
    examples = ("copenhagen-cloudburst", "bengaluru-flood-warning", "singapore-flood-warning")
    reads = reads_of(("exchange",), by_phone=True)
    writes = ("residents.rides", "government.service_hours", "residents.housebound", "government.spared")
    side_effects = "Those without a phone are warned last; a false alarm costs trust (not modelled)."
    reach = Param(0.8, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                  label="Share of those who could use it that do", source="assumption")  # fmt: skip
    hours = Param(0.0, unit="hours/user-month", bounds=(0.0, 40.0), role="uncertainty",
                  label="Hours it saves a user in a month", source="assumption")  # fmt: skip
    spared = Param(0.4, unit="probability", bounds=(0.0, 1.0), role="uncertainty",
                   label="Warned residents who are not cut off", source="assumption")  # fmt: skip
    build = Param(600_000, unit="US$", bounds=(0, 50_000_000), role="uncertainty",
                  label="Building it", source="assumption")  # fmt: skip
    running = Param(12_000, unit="US$/month", bounds=(0, 2_000_000), role="uncertainty",
                    label="Running it", source="assumption")  # fmt: skip

    def help(self, city: City, p: Any, draw: Draws, aim: Aim, riders: Array, works: float) -> None:
        """Warn riders in time."""
        spare(city, draw, f"{aim.stream}.spared", riders, p.spared * works)
