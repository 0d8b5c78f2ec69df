"""One plan and one delivery unit for all agencies."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class WholeOfGovernment(Policy):
    """A delivery unit settles who does what, so that agencies stop waiting for each other.

    Eligible: every agency.
    Reached:  all of them.
    Effect:   registries are connected `linking` times as fast and services digitised `stepping` times.
    Cost:     the delivery unit.

    Stands for: coordinated policy design, implementation and oversight across sectors.
    """

    writes = ("government.link_push", "government.digitise_push")
    changes = ("papers_asked", "lower")
    side_effects = "One plan can be wrong for all at once; local needs get less of a hearing."
    linking = Param(2.0, unit="ratio", bounds=(1.0, 10.0), role="uncertainty",
                    label="How much faster registries are connected", source="assumption")  # fmt: skip
    stepping = Param(1.3, unit="ratio", bounds=(1.0, 5.0), role="uncertainty",
                     label="How much faster agencies digitise", source="assumption")  # fmt: skip
    unit = Param(18_000, unit="US$/month", bounds=(0, 500_000), role="uncertainty",
                 label="Delivery unit", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of coordination."""
        g = city.government
        g.link_push[0] *= 1 + aim.strength * (p.linking - 1)
        g.digitise_push[0] *= 1 + aim.strength * (p.stepping - 1)
        return (Spend("people", aim.strength * p.unit),)
