"""Open standards and vendor-neutral tenders, so that a city can leave a vendor."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class OpenProcurement(Policy):
    """Tenders ask for open standards and an exit plan, and any able vendor may bid.

    Eligible: every agency, at its own pace.
    Reached:  all contracts signed while it lasts (tenders), all interfaces over time (standards).
    Effect:   open tender = strength; standards and portability close a share `pace` of the way to
              their targets each month, and what is achieved stays.
    Cost:     a share of what agencies pay vendors, and a small team.

    Stands for: W3C, ITU and ISO/IEC interoperability standards; the WTO Government Procurement
    Agreement; exit plans as lacking in the Nordic lock-in cases.
    """

    reads = ("agencies.paid",)
    writes = ("government.open_tender", "agencies.standards", "agencies.portability")
    changes = ("lock_in", "lower")
    side_effects = "Costs come now, savings at the next renewal."
    standards = Param(0.85, unit="share", bounds=(0.0, 1.0), role="lever",
                      label="Interfaces on open standards, aimed at", source="policy choice")  # fmt: skip
    portability = Param(0.8, unit="share", bounds=(0.0, 1.0), role="lever",
                        label="Data and interfaces that can move, aimed at", source="policy choice")  # fmt: skip
    pace = Param(0.04, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                 label="Share of the way covered in a month", source="assumption")  # fmt: skip
    premium = Param(0.03, unit="share of IT", bounds=(0.0, 0.2), role="uncertainty",
                    label="Extra work on standards", source="assumption: 2-5 % of IT")  # fmt: skip
    team = Param(15_000, unit="US$/month", bounds=(0, 200_000), role="uncertainty",
                 label="Procurement team of three", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of open tenders and of work on standards."""
        a, g = city.agencies, city.government
        g.open_tender[0] = max(float(g.open_tender[0]), aim.strength)
        for share, target in ((a.standards, p.standards), (a.portability, p.portability)):
            share += aim.strength * p.pace * np.maximum(target - share, 0)
        work = aim.strength * p.premium * float(a.paid.sum()) / 12
        return (Spend("central_it", work), Spend("people", aim.strength * p.team))
