"""More cash agents, so that money goes in and out close to home."""

from __future__ import annotations

from typing import Any

from sim.city.columns import POINTS
from sim.draws import Draws
from sim.kernels import raise_where
from sim.offers import points_in
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City

AGENT = POINTS.index("agent")


class AgentNetwork(Policy):
    """Shops are signed up as agents until a district has several times as many as before.

    Eligible: the districts aimed at.
    Reached:  everyone who lives there, by distance.
    Effect:   number of agents × times; the mean distance falls with its square root.
    Cost:     support and commission per added agent and month.
    """

    reads = ("points.kind", "points.district")
    writes = ("districts.agent_density",)
    components = ("payments",)
    changes = ("payments", "higher")
    side_effects = "Agents earn on cash: too many per customer and each earns too little to stay."
    times = Param(4.0, unit="ratio", bounds=(1.0, 10.0), role="lever",
                  label="Agents relative to before", source="policy choice; Kenya's M-Pesa grew as fast")  # fmt: skip
    support = Param(40.0, unit="US$/agent-month", bounds=(0, 500), role="uncertainty",
                    label="Support and commission for one agent", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """Keep the network at its size."""
        more = 1 + aim.strength * (p.times - 1)
        raise_where(city.districts.agent_density, more, aim.districts)
        added = points_in(AGENT, city.points.kind, city.points.district, aim.districts) * (more - 1)
        return (Spend("people", added * p.support, units=added),)
