"""Cities prepare infrastructure projects on one shared platform."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim
from sim.tables import Array, City
from sim.urban_service import DOMAINS, UrbanService, reads_of


class SharedProjects(UrbanService):
    """Papers, permits and contracts of a project are kept once, for the city, its neighbours and the lender.

    Eligible: officials; residents online can read along.
    Reached:  the share `reach` of them, in an order fixed for life.
    Effect:   agencies gain standards: share `taught` of the gap to full standards a month · works.
    Cost:     `build` over the first year, `running` every month.

    Stands for: the SOURCE platform of the multilateral development banks. Source: assumption.
    """

    domain = DOMAINS[7]
    components = ("exchange",)
    serves = "officials, lenders, and residents who read along"
    examples = ("source-platform",)
    reads = reads_of(("exchange",))
    writes = ("residents.rides", "government.service_hours", "agencies.standards")
    changes = ("service_riders", "higher")
    side_effects = "The template of the lender may not fit the street."
    reach = Param(0.01, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                  label="Share of those who could use it that do", source="assumption")  # fmt: skip
    hours = Param(0.2, unit="hours/user-month", bounds=(0.0, 40.0), role="uncertainty",
                  label="Hours it saves a user in a month", source="assumption")  # fmt: skip
    taught = Param(0.01, unit="1/month", bounds=(0.0, 0.2), role="uncertainty",
                   label="Share of the gap to open standards closed in a month", source="assumption")  # fmt: skip
    build = Param(200_000, unit="US$", bounds=(0, 50_000_000), role="uncertainty",
                  label="Building it", source="assumption")  # fmt: skip
    running = Param(8000, unit="US$/month", bounds=(0, 2_000_000), role="uncertainty",
                    label="Running it", source="assumption")  # fmt: skip

    def help(self, city: City, p: Any, draw: Draws, aim: Aim, riders: Array, works: float) -> None:
        """Shared templates spread open standards."""
        standards = city.agencies.standards
        standards += aim.strength * p.taught * works * (1 - standards)
