"""How well the shared infrastructure carries the services that ride on it."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.kernels import kernel, pairwise_sum
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column

CARRIES = ("identity", "payments", "exchange", "assistant")


@kernel
def failing_and_linked(caseload: Array, down: Array, links: Array) -> tuple[float, float]:
    """Σ caseload · down, and Σ caseload · links."""
    total, failing, linked = pairwise_sum(caseload), np.empty_like(links), np.empty_like(links)
    for k in range(links.size):
        weight = caseload[k] / total
        failing[k] = weight if down[k] else np.float32(0)
        linked[k] = weight * links[k]
    return pairwise_sum(failing), pairwise_sum(linked)


class Platform(Mechanism):
    """A service works as well as the components beneath it did last month.

        ID, payments:   1 while live
        data exchange:  alone + (1 − alone) · Σ caseload · links        while live
        AI:             1 − errors · (1 − contestable)                  while live
        each times      1 − Σ caseload · down

    A component that is missing or not yet live carries nothing (0), so a service that needs it stands
    still. `alone` is what a data platform of the service's own is worth before any registry is linked.

    Source: assumption. Leaves out: how services strengthen the infrastructure in return.
    """

    phase = Phase.EXPERIENCE
    order = 90
    reads = ("agencies.caseload", "agencies.links", "agencies.down", "government.ai_errors",
             "government.contestable", *(f"government.live_{name}" for name in CARRIES))  # fmt: skip
    columns = (
        *(Column(f"government.works_{name}", np.float64, f"How well {name} carries services", "share", start=0,
                 bounds=(0, 1))
          for name in CARRIES),
        Column("residents.rides", np.uint8, "Uses a city service that rides on the infrastructure", "yes/no",
               start=0, monthly=True, codes=("no service", "uses a service"), tally="flow"),
        Column("government.service_hours", np.float64, "Hours that riding services save this month, real city",
               "hours/month", start=0, monthly=True),
        Column("government.spared", np.float64, "Residents whom a warning kept from being cut off, real city",
               "people/month", start=0, monthly=True),
    )  # fmt: skip
    alone = Param(0.3, unit="share", bounds=(0, 1), role="uncertainty",
                  label="Worth of a data platform before any registry is linked", source="assumption")  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """What carries in month 0."""
        self.step(city, p, draw)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """Publish what each component is worth to a service."""
        a, g = city.agencies, city.government
        failing, linked = failing_and_linked(a.caseload, a.down, a.links)
        worth = {
            "identity": 1.0,
            "payments": 1.0,
            "exchange": p.alone + (1 - p.alone) * linked,
            "assistant": 1 - float(g.ai_errors[0]) * (1 - float(g.contestable[0])),
        }
        for name in CARRIES:
            g.array(f"works_{name}")[0] = bool(g.array(f"live_{name}")[0]) * (1 - failing) * worth[name]
