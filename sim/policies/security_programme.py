"""Guarded, backed-up systems and people who know what to do when they are attacked."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.kernels import pairwise_sum
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class SecurityProgramme(Policy):
    """Controls, drills and backups make leaks rarer and outages shorter.

    Eligible: every agency's systems.
    Reached:  security' = security + pace · (aimed − security), and wears off without the programme.
    Effect:   leaks and the reach of a breach or an attack shrink with security (see security, breach,
              cyber_attack); outages · (1 − steadier · security).
    Cost:     `premium` of what agencies pay vendors.
    """

    reads = ("agencies.paid",)
    writes = ("government.security", "government.outage_factor")
    changes = ("usefulness", "higher")
    side_effects = "More checks at the door lock some people out; the model leaves that out."
    family = "Trust and security mechanisms"
    standards = (
        "SAML",
        "eIDAS",
        "ITU-T Y.4810",
        "ITU-T Y.4806",
        "ITU-T Y.4500.3",
        "ITU-T X.2050",
        "ISO/IEC 27001",
        "ISO 22301",
    )
    aimed = Param(0.8, unit="share", bounds=(0.0, 1.0), role="lever", label="Security aimed at",
                   source="policy choice")  # fmt: skip
    pace = Param(0.06, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                 label="Share of the way covered in a month", source="assumption")  # fmt: skip
    steadier = Param(0.3, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                     label="Outages that full security avoids", source="assumption")  # fmt: skip
    premium = Param(0.05, unit="share of IT", bounds=(0.0, 0.3), role="uncertainty",
                    label="Extra spending on security", source="assumption: 3-7 % of IT")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of guarding."""
        g = city.government
        g.security[0] += aim.strength * p.pace * max(p.aimed - float(g.security[0]), 0)
        g.outage_factor[0] *= 1 - aim.strength * p.steadier * float(g.security[0])
        return (Spend("central_it", aim.strength * p.premium * pairwise_sum(city.agencies.paid) / 12),)
