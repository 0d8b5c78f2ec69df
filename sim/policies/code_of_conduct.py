"""A code of digital conduct for officials and vendors."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class CodeOfConduct(Policy):
    """Officials and vendors sign up to rules of conduct that residents can hold them to.

    Eligible: everyone.
    Reached:  everyone who hears of it; the model takes all.
    Effect:   trust institutions I + `standing`.
    Cost:     training and publishing it.

    No measured effect of such codes was found: the size is a wide assumption, half of a council's.
    """

    writes = ("government.institutions",)
    changes = ("trust", "higher")
    side_effects = "A code without sanctions is soon seen through; the model leaves that out."
    standing = Param(0.01, unit="share", bounds=(0.0, 0.05), role="uncertainty",
                     label="Trust that the code adds", source="assumption: 0-0.05")  # fmt: skip
    training = Param(2_000, unit="US$/month", bounds=(0, 100_000), role="uncertainty",
                     label="Training and publishing", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month under the code."""
        city.government.institutions[0] += aim.strength * p.standing
        return (Spend("people", aim.strength * p.training),)
