"""Open interfaces and standards, so that systems can talk to each other."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.kernels import close_gap, pairwise_sum
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class OpenStandards(Policy):
    """Agencies move their interfaces to open standards and publish them.

    Eligible: every agency.
    Reached:  all interfaces, over time.
    Effect:   standards close a share `pace` of the way to what is aimed at each month, and what is
              achieved stays: registries connect sooner, more vendors can bid, leaving one costs less.
    Cost:     a share of what agencies pay vendors.
    """

    reads = ("agencies.paid",)
    writes = ("agencies.standards",)
    changes = ("lock_in", "lower")
    side_effects = (
        "Costs come now, savings at the next renewal; a standard nobody else follows opens nothing."
    )
    family = "Interoperability and open standards"
    standards = ("Open APIs", "W3C recommendations", "ITU-T recommendations", "ISO/IEC standards")
    aimed = Param(0.85, unit="share", bounds=(0.0, 1.0), role="lever",
                  label="Interfaces on open standards, aimed at", source="policy choice")  # fmt: skip
    pace = Param(0.04, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                 label="Share of the way covered in a month", source="assumption")  # fmt: skip
    premium = Param(0.03, unit="share of IT", bounds=(0.0, 0.2), role="uncertainty",
                    label="Extra work on standards", source="assumption: 2-5 % of IT")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of work on interfaces."""
        a = city.agencies
        close_gap(a.standards, aim.strength * p.pace, p.aimed)
        return (Spend("central_it", aim.strength * p.premium * pairwise_sum(a.paid) / 12),)
