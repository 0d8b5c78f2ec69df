"""Whether cash agents have the money and the time for those who depend on them."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.choice import USES
from sim.city.columns import POINTS
from sim.draws import Draws
from sim.kernels import equation, kernel
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column

AGENT = POINTS.index("agent")


@equation
def share_served(agents: float, customers: float, dependents: float) -> float:
    """min(1, agents · customers ÷ dependents): the share of trips that end with money changed."""
    room = agents * customers
    return 1.0 if dependents <= room else room / dependents


@kernel
def count_dependents(stage: Array, banked: Array, linked: bool) -> int:
    """Digital payers who have no other way to change money than an agent."""
    dependents = 0
    for i in range(stage.size):
        dependents += (stage[i] == USES) & (not (banked[i] & linked))
    return dependents


class CashAgents(Mechanism):
    """An agent keeps money for so many customers; where more depend on it, some trips are in vain.

        served = min(1, agents · customers ÷ dependents)
        agents = Σ over districts of (points in the city file · density)

    Agents change cash into money on the phone and back, out of their own purse. Dependents are the
    payers who have no other way: all where the system is not linked with banks, else those without a
    bank account. Counted for the whole city, as people use agents where they work and shop; how far
    the nearest is, is in access_points.py.

    Source: in Kenya the numbers of agents and of customers of M-Pesa rose together, 685 customers for
    every agent added (R² .93; Telco 2.0 Research, on data of Safaricom). Leaves out: that agents who
    earn little give up, and that more of them come where there are customers.
    """

    phase = Phase.INFRASTRUCTURE
    order = 30
    reads = (
        "points.kind",
        "points.district",
        "districts.agent_density",
        "residents.banked",
        "residents.stage_payments",
    )
    columns = (
        Column("districts.agents", np.int32, "Cash agents in the city file", "agents", start=0),
        Column("government.agents_serve", np.float64, "Trips to an agent that end with money changed", "share",
               start=1, bounds=(0, 1)),
        Column("government.banks_linked", np.bool_, "Bank accounts can pay in and out", "yes/no", start=1),
    )  # fmt: skip
    customers = Param(
        700, unit="customers/agent", bounds=(100, 5000), role="uncertainty",
        label="Customers for whom one agent can keep money",
        source="assumption, after M-Pesa in Kenya: 685 customers for every agent added",
    )  # fmt: skip
    banks_linked = Param(
        1, unit="0 no, 1 yes", bounds=(0, 1), role="lever", whole=True,
        label="Whether bank accounts are linked with digital payments",
        source="policy choice; M-Pesa was not linked with banks in its first years",
    )  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Count the points once, publish whether banks are linked."""
        city.government.banks_linked[0] = p.banks_linked
        agents = city.points.district[city.points.kind == AGENT]
        city.districts.agents[:] = np.bincount(agents, minlength=len(city.districts))

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of trips."""
        r, d, g = city.residents, city.districts, city.government
        g.banks_linked[0] = p.banks_linked
        dependents = count_dependents(r.stage_payments, r.banked, p.banks_linked > 0) * city.weight
        agents = float((d.agents * d.agent_density).sum())
        g.agents_serve[0] = share_served(agents, p.customers, dependents)
