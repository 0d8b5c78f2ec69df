"""One wallet that works in the next city and across the border."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim
from sim.tables import Array, City
from sim.urban_service import DOMAINS, UrbanService, reads_of


class RegionalWallet(UrbanService):
    """A national ID opens private payment apps, and a traveller or a migrant pays and is paid in both places.

    Eligible: residents online with an active ID who pay digitally.
    Reached:  the share `reach` of them, in an order fixed for life.
    Effect:   hours saved; an income that arrives in cash moves to the account with chance `paying` a month.
    Cost:     `build` over the first year, `running` every month.

    Stands for: Kazakhstan's ID with private payment apps; in part Brazil's unified registries. Source: assumption.
    """

    domain = DOMAINS[7]
    components = ("identity", "payments")
    serves = "travellers, traders and migrants"
    examples = ("kazakhstan", "brazil-registries")
    reads = reads_of(("identity", "payments"))
    writes = ("residents.rides", "government.service_hours", "residents.pay_push")
    side_effects = "A wallet of one country is a dependency for its neighbour."
    reach = Param(0.2, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                  label="Share of those who could use it that do", source="assumption")  # fmt: skip
    hours = Param(0.5, unit="hours/user-month", bounds=(0.0, 40.0), role="uncertainty",
                  label="Hours it saves a user in a month", source="assumption")  # fmt: skip
    paying = Param(0.02, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                   label="Chance that a rider's income moves to an account", source="assumption")  # fmt: skip
    build = Param(800_000, unit="US$", bounds=(0, 50_000_000), role="uncertainty",
                  label="Building it", source="assumption")  # fmt: skip
    running = Param(25_000, unit="US$/month", bounds=(0, 2_000_000), role="uncertainty",
                    label="Running it", source="assumption")  # fmt: skip

    def help(self, city: City, p: Any, draw: Draws, aim: Aim, riders: Array, works: float) -> None:
        """Remittances and wages arrive in the wallet."""
        city.residents.pay_push[riders] += p.paying
