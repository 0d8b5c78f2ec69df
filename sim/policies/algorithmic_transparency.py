"""A law that lets people see and contest what an algorithm decided."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class AlgorithmicTransparency(Policy):
    """Decisions by machines are registered, explained, and reversed when they were wrong.

    Eligible: anyone about whom an algorithm decided.
    Reached:  everyone, as far as the strength goes.
    Effect:   the share `contestable` of the assistant's errors can be put right, so they frighten less
              and deny less (see assistant, needs).
    Cost:     the register and its clerks.

    Stands for: algorithmic transparency laws. No measured effect was found: a wide assumption.
    """

    writes = ("government.contestable",)
    components = ("assistant",)
    changes = ("assistant", "higher")
    side_effects = "Published rules can be gamed."
    contestable = Param(0.6, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                        label="Errors that can be contested", source="assumption")  # fmt: skip
    register = Param(7_000, unit="US$/month", bounds=(0, 200_000), role="uncertainty",
                     label="Register and clerks", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of open books."""
        contestable = city.government.contestable
        contestable += aim.strength * p.contestable * (1 - contestable)
        return (Spend("people", aim.strength * p.register),)
