"""Auditors from outside who publish what they find."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.kernels import pairwise_sum
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class IndependentAudits(Policy):
    """Systems and algorithms are audited from outside, and the reports are public.

    Eligible: every agency.
    Reached:  all of them in turn.
    Effect:   the share `found` of faults is found before it does harm (outages and errors of the
              assistant); trust institutions I + `standing`.
    Cost:     `premium` of what agencies pay vendors.

    No measured effect on trust was found: the size is a wide assumption.
    """

    reads = ("agencies.paid",)
    writes = ("government.institutions", "government.outage_factor", "government.ai_care")
    changes = ("trust", "higher")
    side_effects = "A report that nobody acts on costs trust; the model leaves that out."
    found = Param(0.3, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                  label="Faults found before they do harm", source="assumption")  # fmt: skip
    standing = Param(0.02, unit="share", bounds=(0.0, 0.05), role="uncertainty",
                     label="Trust that public audits add", source="assumption")  # fmt: skip
    premium = Param(0.01, unit="share of IT", bounds=(0.0, 0.1), role="uncertainty",
                    label="Cost of audits", source="assumption: 1 % of IT")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of audits."""
        g, care = city.government, city.government.ai_care
        g.outage_factor[0] *= 1 - aim.strength * p.found
        care += aim.strength * p.found * (1 - care)
        g.institutions[0] += aim.strength * p.standing
        return (Spend("people", aim.strength * p.premium * pairwise_sum(city.agencies.paid) / 12),)
