"""An open network on which any shop can be found."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim
from sim.tables import Array, City
from sim.urban_service import DOMAINS, UrbanService, reads_of


class OpenMarketplace(UrbanService):
    """Buyers and sellers meet over an open protocol, whichever app either of them uses.

    Eligible: residents who pay digitally, as buyers; businesses that do not accept yet, as sellers.
    Reached:  the share `reach` of them, in an order fixed for life.
    Effect:   `joining` of the businesses aimed at are set up each month, so that accepting is no hassle.
    Cost:     `build` over the first year, `running` every month.

    Stands for: the Beckn network in Belém; in part Porto Digital in Recife. Source: assumption.
    """

    domain = DOMAINS[2]
    components = ("payments", "exchange")
    serves = "buyers and small sellers"
    examples = ("belem-beckn", "porto-digital")
    reads = reads_of(("payments", "exchange"))
    writes = ("residents.rides", "government.service_hours", "businesses.onboarded")
    side_effects = "Sellers who list nothing lose customers to those who do."
    reach = Param(0.3, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                  label="Share of those who could use it that do", source="assumption")  # fmt: skip
    hours = Param(1.0, unit="hours/user-month", bounds=(0.0, 40.0), role="uncertainty",
                  label="Hours it saves a user in a month", source="assumption")  # fmt: skip
    joining = Param(0.02, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                    label="Chance that a business joins in a month", source="assumption")  # fmt: skip
    build = Param(300_000, unit="US$", bounds=(0, 50_000_000), role="uncertainty",
                  label="Building it", source="assumption")  # fmt: skip
    running = Param(15_000, unit="US$/month", bounds=(0, 2_000_000), role="uncertainty",
                    label="Running it", source="assumption")  # fmt: skip

    def help(self, city: City, p: Any, draw: Draws, aim: Aim, riders: Array, works: float) -> None:
        """Set up sellers who join."""
        b, chance = city.businesses, aim.strength * p.joining * works
        b.onboarded[aim.businesses & (draw.uniform(f"{aim.stream}.join", len(b)) < chance)] = True
