"""Agencies' systems move to hosted infrastructure."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City, Column


class Cloud(Policy):
    """Systems are moved to a cloud step by step: fewer outages, less legacy, one more landlord.

    Eligible: every agency.
    Reached:  moved' = moved + pace · (1 − moved), the same for all.
    Effect:   outages · (1 − steadier · moved); what moves takes `rehosted` of its legacy and `tie` of
              its portability along, and lowers the running price by `saving` until the next tender.
    Cost:     `migration` years of a contract's value, as it moves (capital).
    """

    reads = ("agencies.value",)
    writes = ("agencies.legacy", "agencies.portability", "agencies.paid", "government.outage_factor")
    columns = (
        Column("agencies.hosted", np.float32, "Systems in the cloud", "share", start=0, bounds=(0, 1)),
    )  # fmt: skip
    changes = ("usefulness", "higher")
    side_effects = "The host becomes one more vendor that is hard to leave: portability falls."
    pace = Param(0.04, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                 label="Share of the remaining systems moved in a month", source="assumption")  # fmt: skip
    steadier = Param(0.5, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                     label="Outages avoided once all is moved", source="assumption")  # fmt: skip
    rehosted = Param(0.3, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                     label="Legacy that moving takes away", source="assumption")  # fmt: skip
    tie = Param(0.2, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                label="Portability lost by moving", source="assumption")  # fmt: skip
    saving = Param(0.2, unit="share", bounds=(0.0, 0.6), role="uncertainty",
                   label="Running cost saved", source="assumption: −20 %")  # fmt: skip
    migration = Param(0.5, unit="years of value", bounds=(0.0, 3.0), role="uncertainty",
                      label="Cost of moving a system", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """Move what is due, then run what has moved."""
        a, g = city.agencies, city.government
        hosted, legacy, portability, paid = a.hosted, a.legacy, a.portability, a.paid
        moved = aim.strength * p.pace * (1 - hosted)
        hosted += moved
        legacy *= 1 - p.rehosted * moved
        portability *= 1 - p.tie * moved
        paid *= 1 - p.saving * moved
        g.outage_factor[0] *= 1 - aim.strength * p.steadier * float(hosted.mean())
        cost = p.migration * float((a.value * moved).sum())
        return (Spend("central_it", cost, capital=True, units=float(moved.sum())),)
