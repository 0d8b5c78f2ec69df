"""A programme that replaces legacy systems."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class ModernisationProgramme(Policy):
    """Agencies try to renew their systems several times as often.

    Eligible: every agency.
    Reached:  by lot, a few a year.
    Effect:   the hazard of an attempt is multiplied by `push`; one in five fails (see modernisation).
    Cost:     the programme office; each attempt, failed or not, is paid by `modernisation`.
    """

    writes = ("government.modernise_push",)
    changes = ("usefulness", "higher")
    side_effects = "One attempt in five fails and costs as much as one that works."
    push = Param(5.0, unit="ratio", bounds=(1.0, 20.0), role="uncertainty",
                 label="How much more often agencies try", source="assumption")  # fmt: skip
    office = Param(30_000, unit="US$/month", bounds=(0, 500_000), role="uncertainty",
                   label="Programme office", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of the programme."""
        city.government.modernise_push[0] *= 1 + aim.strength * (p.push - 1)
        return (Spend("people", aim.strength * p.office),)
