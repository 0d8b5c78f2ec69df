"""A data stewardship council that residents can see and join."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class StewardshipCouncil(Policy):
    """A council of residents and experts rules on how the city's data may be used.

    Eligible: everyone.
    Reached:  everyone.
    Effect:   trust institutions I + `standing`, which lifts both where trust returns to and its ceiling.
    Cost:     the council's secretariat.

    No measured effect of such councils was found: the size is a wide assumption.
    """

    writes = ("government.institutions",)
    changes = ("trust", "higher")
    side_effects = "none known"
    standing = Param(0.02, unit="share", bounds=(0.0, 0.05), role="uncertainty",
                     label="Trust that the council adds", source="assumption: 0-0.05")  # fmt: skip
    secretariat = Param(8_000, unit="US$/month", bounds=(0, 100_000), role="uncertainty",
                        label="Secretariat", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month in session."""
        city.government.institutions[0] += aim.strength * p.standing
        return (Spend("people", aim.strength * p.secretariat),)
