"""How far the agencies' services are digital, and how useful that is to residents."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws, uniform
from sim.kernels import equation, kernel
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column


@equation
def service_usefulness(digitisation: int, legacy: float, down: bool) -> float:
    """(digitisation / 2) · (1 − ½ legacy) · (not down): what one agency's online service is worth."""
    return 0.0 if down else 0.5 * digitisation * (1.0 - 0.5 * legacy)


@kernel
def digitise(
    key: np.uint64, hazard: np.float32, push: float, helped: Array, capacity: Array, legacy: Array, digitisation: Array
) -> None:  # fmt: skip
    """Agencies take the next step with chance hazard · (½ + capacity) · (1 − ½ legacy) · helped · push."""
    half, one = np.float32(0.5), np.float32(1)
    for k in range(digitisation.size):
        chance = hazard * (half + capacity[k]) * (one - half * legacy[k]) * helped[k] * push
        if digitisation[k] < 2 and uniform(key, k) < chance:
            digitisation[k] += 1


@kernel
def offered(
    caseload: Array, digitisation: Array, legacy: Array, down: Array, accessibility: Array
) -> tuple[float, float, float]:
    """Usefulness, accessibility and share of services digital, weighted by caseload."""
    useful, accessible, digital, total = 0.0, 0.0, 0.0, caseload.sum()
    for k in range(caseload.size):
        weight = caseload[k] / total
        useful += weight * service_usefulness(digitisation[k], legacy[k], down[k])
        accessible += weight * accessibility[k]
        digital += weight * (digitisation[k] > 0)
    return useful, accessible, digital


class Digitisation(Mechanism):
    """Agencies digitise step by step, faster with capacity and slower with legacy systems.

        chance of the next step = hazard · (½ + capacity) · (1 − ½ legacy) · push · help
        usefulness Q            = Σ caseload · (digitisation/2) · (1 − ½ legacy) · (not down) · fit, at most 1

    `push` speeds all agencies alike, `help` is what a team that they share does for one of them (see
    one_stop_platform). `fit` is how well services suit local needs (see governance). Q, accessibility and the papers
    asked are published for residents' decisions, weighted by how often each agency is needed.

    Source: form of Q from the starting specification; the hazard is an assumption (Irembo in Rwanda
    went from 5 to 98 services online in 53 months).
    """

    phase = Phase.AGENCIES
    order = 40
    reads = ("agencies.legacy", "agencies.down", "agencies.capacity", "agencies.caseload",
             "agencies.accessibility", "government.digitise_push")  # fmt: skip
    writes = ("agencies.digitisation",)
    columns = (
        Column("agencies.digitise_help", np.float32, "How much a shared team speeds this agency's digitisation",
               "ratio", start=1, monthly=True),
        Column("government.digitise_push", np.float64, "How much a programme speeds digitisation", "ratio",
               start=1, monthly=True),
        Column("government.local_fit", np.float64, "How well services suit local needs", "ratio", start=1,
               monthly=True),
        Column("government.usefulness", np.float64, "Usefulness of online services", "share", start=0),
        Column("government.accessibility", np.float64, "Services usable with a disability", "share", start=0),
        Column("government.digital_share", np.float64, "Services at least partly digital", "share", start=0),
    )  # fmt: skip
    hazard = Param(0.012, unit="1/month", bounds=(0, 0.2), role="uncertainty",
                   label="Hazard of an agency's next step of digitisation", source="assumption")  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Month 0 as the city file says."""
        self._publish(city)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of building services."""
        a, g = city.agencies, city.government
        digitise(draw.key("digitisation.step"), np.float32(p.hazard), float(g.digitise_push[0]), a.digitise_help,
                 a.capacity, a.legacy, a.digitisation)  # fmt: skip
        self._publish(city)

    def _publish(self, city: City) -> None:
        a, g = city.agencies, city.government
        g.usefulness[0], g.accessibility[0], g.digital_share[0] = offered(
            a.caseload, a.digitisation, a.legacy, a.down, a.accessibility
        )
        g.usefulness[0] = min(g.usefulness[0] * g.local_fit[0], 1.0)
