"""Informal workers find customers and are paid digitally."""

from __future__ import annotations

from typing import Any

from sim.city.columns import WORK
from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim
from sim.tables import Array, City
from sim.urban_service import DOMAINS, UrbanService, reads_of


class WorkPlatform(UrbanService):
    """Braiders, cleaners and repairers are listed, booked and paid through one app, and their record of work is their own.

    Eligible: informal workers online with an active ID and digital payments; women first where it is aimed at them.
    Reached:  the share `reach` of them, in an order fixed for life.
    Effect:   an income that arrives in cash moves to the account with chance `paying` a month.
    Cost:     `build` over the first year, `running` every month.

    Stands for: the Nairobi Braiding App. Source: assumption.
    """

    domain = DOMAINS[3]
    components = ("identity", "payments")
    serves = "informal workers"
    examples = ("nairobi-braiding-app",)
    reads = (*reads_of(("identity", "payments")), "residents.work")
    writes = ("residents.rides", "government.service_hours", "residents.pay_push")
    side_effects = "The app's terms decide who is found; those without a smartphone are found by nobody."
    reach = Param(0.2, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                  label="Share of those who could use it that do", source="assumption")  # fmt: skip
    hours = Param(4.0, unit="hours/user-month", bounds=(0.0, 40.0), role="uncertainty",
                  label="Hours it saves a user in a month", source="assumption")  # fmt: skip
    paying = Param(0.1, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                   label="Chance that a rider's income moves to an account", source="assumption")  # fmt: skip
    build = Param(250_000, unit="US$", bounds=(0, 50_000_000), role="uncertainty",
                  label="Building it", source="assumption")  # fmt: skip
    running = Param(12_000, unit="US$/month", bounds=(0, 2_000_000), role="uncertainty",
                    label="Running it", source="assumption")  # fmt: skip

    def meant_for(self, city: City) -> Array:
        """Informal workers."""
        theirs: Array = city.residents.work == WORK.index("informal work")
        return theirs

    def help(self, city: City, p: Any, draw: Draws, aim: Aim, riders: Array, works: float) -> None:
        """Pay into accounts."""
        city.residents.pay_push[riders] += p.paying
