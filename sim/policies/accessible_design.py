"""Services that people with a disability can use."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class AccessibleDesign(Policy):
    """Every online service is brought up to the accessibility standards, agency by agency.

    Eligible: every agency; who gains are residents with a disability.
    Reached:  accessibility' = accessibility + pace · (aimed − accessibility); what is built stays.
    Effect:   the usefulness of e-services to residents with a disability is multiplied by it.
    Cost:     `premium` of what agencies pay vendors, while there is work left to do.
    """

    reads = ("agencies.paid",)
    writes = ("agencies.accessibility",)
    components = ("eservices",)
    changes = ("eservices", "higher")
    side_effects = "None known; a tenth of residents gains, so city-wide figures hardly show it."
    family = "Accessibility and inclusion"
    standards = ("WCAG", "ISO 30071-1", "ITU-T Y.4204", "ITU-T Y.4211", "ITU-T Y.4219")
    aimed = Param(0.9, unit="share", bounds=(0.0, 1.0), role="lever",
                   label="Services usable with a disability, aimed at", source="policy choice")  # fmt: skip
    pace = Param(0.06, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                 label="Share of the way covered in a month", source="assumption")  # fmt: skip
    premium = Param(0.07, unit="share of IT", bounds=(0.0, 0.3), role="uncertainty",
                    label="Extra work on accessibility", source="assumption: 5-10 % of a build")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of work on forms and pages."""
        a = city.agencies
        left = np.maximum(p.aimed - a.accessibility, 0)
        accessibility = a.accessibility
        accessibility += aim.strength * p.pace * left
        work = aim.strength * p.premium * float(a.paid[left > 0].sum()) / 12
        return (Spend("central_it", work, units=int(np.count_nonzero(left))),)
