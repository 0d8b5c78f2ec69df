"""A data-protection law, and services that ask for little and seal off what they keep."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.kernels import pairwise_sum
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class DataProtection(Policy):
    """Privacy by design and a duty to tell: leaks give away less, and the harmed have rights.

    Eligible: everyone whose data an agency holds.
    Reached:  everyone; privacy' = privacy + pace · (aimed − privacy), and wears off without the law.
    Effect:   the severity of a leak and its late disclosure shrink with privacy (see security, breach);
              redress + `redress`.
    Cost:     `premium` of what agencies pay vendors, and the supervisor's staff.
    """

    reads = ("agencies.paid",)
    writes = ("government.privacy", "government.redress")
    changes = ("trust", "higher")
    side_effects = "Consent forms and impact assessments slow small agencies down; the model leaves that out."
    family = "Privacy by design and data protection"
    standards = (
        "Privacy by Design",
        "GDPR",
        "ITU-T X.1054",
        "ITU-T Y.4810",
        "ISO/IEC 27014",
        "ISO/IEC 27701",
    )
    aimed = Param(0.8, unit="share", bounds=(0.0, 1.0), role="lever", label="Privacy aimed at",
                   source="policy choice")  # fmt: skip
    pace = Param(0.08, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                 label="Share of the way covered in a month", source="assumption")  # fmt: skip
    redress = Param(0.2, unit="share", bounds=(0.0, 0.8), role="uncertainty",
                    label="Harm made good because people have rights", source="assumption")  # fmt: skip
    premium = Param(0.03, unit="share of IT", bounds=(0.0, 0.2), role="uncertainty",
                    label="Extra work on privacy", source="assumption: part of 3-7 % of IT")  # fmt: skip
    supervisor = Param(12_000, unit="US$/month", bounds=(0, 500_000), role="uncertainty",
                       label="Supervisory authority", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month under the law."""
        g = city.government
        g.privacy[0] += aim.strength * p.pace * max(p.aimed - float(g.privacy[0]), 0)
        g.redress[0] = min(1.0, g.redress[0] + aim.strength * p.redress)
        work = aim.strength * p.premium * pairwise_sum(city.agencies.paid) / 12
        return (Spend("central_it", work), Spend("people", aim.strength * p.supervisor))
