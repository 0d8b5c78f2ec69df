"""A secure layer through which registries query each other."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class DataExchange(Policy):
    """An exchange layer is built, and registries are connected to it sooner.

    Eligible: every agency, once the component "data exchange" is live.
    Reached:  registries on open standards first (see exchange).
    Effect:   the pace of connecting is multiplied by `push`; what is connected stays.
    Cost:     the layer once, spread over the first year; operators every month.

    Stands for: X-Road in Estonia.
    """

    writes = ("government.link_push",)
    components = ("exchange",)
    changes = ("papers_asked", "lower")
    side_effects = "A leak at one registry reaches the ones connected to it."
    push = Param(5.0, unit="ratio", bounds=(1.0, 20.0), role="uncertainty",
                 label="How much faster registries are connected",
                 source="assumption: links + 0.4 in five years")  # fmt: skip
    layer = Param(900_000, unit="US$", bounds=(10_000, 20_000_000), role="uncertainty",
                  label="Building the layer", source="assumption")  # fmt: skip
    operators = Param(20_000, unit="US$/month", bounds=(0, 500_000), role="uncertainty",
                      label="Operating the layer", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of connecting."""
        city.government.link_push[0] *= 1 + aim.strength * (p.push - 1)
        operators = Spend("people", aim.strength * p.operators)
        if aim.months_on >= 12:
            return (operators,)
        return (Spend("central_it", aim.strength * p.layer / 12, capital=True), operators)
