"""Heritage open to those who cannot travel."""

from __future__ import annotations

from sim.params import Param
from sim.urban_service import DOMAINS, UrbanService, reads_of


class HeritageOnline(UrbanService):
    """Museums and sites can be walked through on a screen, and tickets spread visitors over the day.

    Eligible: anyone online.
    Reached:  the share `reach` of them, in an order fixed for life.
    Effect:   hours of travel saved; nothing else.
    Cost:     `build` over the first year, `running` every month.

    Stands for: virtual heritage in Türkiye. Leaves out: visitors from elsewhere. Source: assumption.
    """

    domain = DOMAINS[5]
    components = ("exchange",)
    serves = "every adult online"
    examples = ("turkey-heritage",)
    reads = reads_of(("exchange",))
    writes = ("residents.rides", "government.service_hours")
    side_effects = "none known"
    reach = Param(0.08, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                  label="Share of those who could use it that do", source="assumption")  # fmt: skip
    hours = Param(1.0, unit="hours/user-month", bounds=(0.0, 40.0), role="uncertainty",
                  label="Hours it saves a user in a month", source="assumption")  # fmt: skip
    build = Param(400_000, unit="US$", bounds=(0, 50_000_000), role="uncertainty",
                  label="Building it", source="assumption")  # fmt: skip
    running = Param(8000, unit="US$/month", bounds=(0, 2_000_000), role="uncertainty",
                    label="Running it", source="assumption")  # fmt: skip
