"""One pass for bus, train and shared bicycles."""

from __future__ import annotations

from sim.params import Param
from sim.urban_service import DOMAINS, UrbanService, reads_of


class MobilityPass(UrbanService):
    """Timetables, sensors and fares of all carriers are open, and one tap pays for the whole trip.

    Eligible: residents online with an active ID who pay digitally.
    Reached:  the share `reach` of them, in an order fixed for life.
    Effect:   hours saved on the way; nothing else.
    Cost:     `build` over the first year, `running` every month.

    Stands for: Amsterdam's multimodal transport and Aveiro's live mobility data. Source: assumption.
    """

    domain = DOMAINS[5]
    components = ("identity", "payments", "exchange")
    serves = "travellers"
    examples = ("amsterdam-mobility", "aveiro")
    reads = reads_of(("identity", "payments", "exchange"))
    writes = ("residents.rides", "government.service_hours")
    side_effects = "Cash disappears from the bus, and with it passengers who have nothing else."
    reach = Param(0.35, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                  label="Share of those who could use it that do", source="assumption")  # fmt: skip
    hours = Param(2.0, unit="hours/user-month", bounds=(0.0, 40.0), role="uncertainty",
                  label="Hours it saves a user in a month", source="assumption")  # fmt: skip
    build = Param(1_200_000, unit="US$", bounds=(0, 50_000_000), role="uncertainty",
                  label="Building it", source="assumption")  # fmt: skip
    running = Param(40_000, unit="US$/month", bounds=(0, 2_000_000), role="uncertainty",
                    label="Running it", source="assumption")  # fmt: skip
