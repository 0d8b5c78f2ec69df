"""Payments to people who look after green places."""

from __future__ import annotations

from typing import Any

from sim.city.columns import WORK
from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim
from sim.tables import Array, City
from sim.urban_service import DOMAINS, UrbanService, reads_of


class NaturePayments(UrbanService):
    """Satellites and local knowledge measure what was planted or kept, and those who did it are paid into an account.

    Eligible: informal workers and people without work, online, with an active ID and digital payments.
    Reached:  the share `reach` of them, in an order fixed for life.
    Effect:   an income that arrives in cash moves to the account with chance `paying` a month.
    Cost:     `build` over the first year, `running` every month.

    Stands for: Nature ID in Brazil, Oasis, the Yangtze green belt. Leaves out: the green itself and its
    price. Source: assumption.
    """

    domain = DOMAINS[1]
    components = ("identity", "payments")
    serves = "informal workers and people without work"
    examples = ("nature-id", "oasis", "yangtze-green-belt")
    reads = (*reads_of(("identity", "payments")), "residents.work")
    writes = ("residents.rides", "government.service_hours", "residents.pay_push")
    side_effects = (
        "Those who tend green places without papers or a phone see the money go to those who have both."
    )
    reach = Param(0.05, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                  label="Share of those who could use it that do", source="assumption")  # fmt: skip
    hours = Param(0.0, unit="hours/user-month", bounds=(0.0, 40.0), role="uncertainty",
                  label="Hours it saves a user in a month", source="assumption")  # fmt: skip
    paying = Param(0.1, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                   label="Chance that a rider's income moves to an account", source="assumption")  # fmt: skip
    build = Param(400_000, unit="US$", bounds=(0, 50_000_000), role="uncertainty",
                  label="Building it", source="assumption")  # fmt: skip
    running = Param(10_000, unit="US$/month", bounds=(0, 2_000_000), role="uncertainty",
                    label="Running it", source="assumption")  # fmt: skip

    def meant_for(self, city: City) -> Array:
        """Whoever has no formal work."""
        theirs: Array = city.residents.work != WORK.index("formal work")
        return theirs

    def help(self, city: City, p: Any, draw: Draws, aim: Aim, riders: Array, works: float) -> None:
        """Pay into accounts."""
        city.residents.pay_push[riders] += p.paying
