"""Vendor-neutral tenders and exit plans, so that a city can leave a vendor."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.kernels import close_gap
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class OpenProcurement(Policy):
    """Tenders name no vendor and ask for an exit plan, and any able vendor may bid.

    Eligible: every agency, at its own pace.
    Reached:  all contracts signed while it lasts.
    Effect:   open tender = strength; portability closes a share `pace` of the way to its target each
              month, and what is achieved stays. Open standards bring more bidders (see open_standards).
    Cost:     a small team.

    Stands for: the procurement rules named below, and exit plans as lacking in the Nordic lock-in cases.
    """

    writes = ("government.open_tender", "agencies.portability")
    changes = ("lock_in", "lower")
    side_effects = "Costs come now, savings at the next renewal."
    family = "Public procurement"
    standards = ("WTO Agreement on Government Procurement", "EU Digital Markets Act")
    portability = Param(0.8, unit="share", bounds=(0.0, 1.0), role="lever",
                        label="Data and interfaces that can move, aimed at", source="policy choice")  # fmt: skip
    pace = Param(0.04, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                 label="Share of the way covered in a month", source="assumption")  # fmt: skip
    team = Param(15_000, unit="US$/month", bounds=(0, 200_000), role="uncertainty",
                 label="Procurement team of three", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of open tenders."""
        g = city.government
        g.open_tender[0] = max(float(g.open_tender[0]), aim.strength)
        close_gap(city.agencies.portability, aim.strength * p.pace, p.portability)
        return (Spend("people", aim.strength * p.team),)
