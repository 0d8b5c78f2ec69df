"""Complaints that are counted, answered and put right."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City

DENIED = 4  # outcome of a need (see needs)


class GrievanceRedress(Policy):
    """Every denied service can be complained about, at a desk, by telephone or online.

    Eligible: residents denied a service.
    Reached:  the share `lodged` of them complains.
    Effect:   redress + `redress`: harm that is made good does not cost trust.
    Cost:     `case` for each complaint of last month, and the desk.

    No measured effect on trust was found: the size is a wide assumption.
    """

    reads = ("residents.need",)
    writes = ("government.redress",)
    changes = ("trust", "higher")
    side_effects = "Those who complain are not those who are worst off."
    redress = Param(0.2, unit="share", bounds=(0.0, 0.8), role="uncertainty",
                    label="Harm that is made good", source="assumption: answers in 20 days, not 60")  # fmt: skip
    lodged = Param(0.3, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                   label="Denials that are complained about", source="assumption")  # fmt: skip
    case = Param(8.0, unit="US$/complaint", bounds=(0.5, 100), role="uncertainty",
                 label="Cost of one complaint", source="assumption")  # fmt: skip
    desk = Param(5_000, unit="US$/month", bounds=(0, 200_000), role="uncertainty",
                 label="Standing cost of the desk", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of answers."""
        g = city.government
        g.redress[0] = min(1.0, g.redress[0] + aim.strength * p.redress)
        denied = np.count_nonzero(city.residents.need == DENIED) * city.weight
        complaints = aim.strength * p.lodged * denied
        return (
            Spend("people", complaints * p.case, units=complaints),
            Spend("offices", aim.strength * p.desk),
        )
