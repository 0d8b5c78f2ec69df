"""How agencies' systems age, fail and are renewed."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws, uniform
from sim.kernels import kernel
from sim.params import Param
from sim.rules import Mechanism, Phase, Spend
from sim.tables import Array, City, Column


@kernel
def age(
    key: np.uint64, ageing: np.float32, outage: np.float32, factor: float, struck: Array, legacy: Array, down: Array
) -> None:  # fmt: skip
    """legacy + ageing · (1 − legacy); then systems are down with chance outage · legacy · factor + struck."""
    for k in range(legacy.size):
        legacy[k] += ageing * (np.float32(1) - legacy[k])
        down[k] = uniform(key, k) < outage * legacy[k] * factor + struck[k]


class Modernisation(Mechanism):
    """Legacy grows with age; a programme renews systems, and some programmes fail.

        legacy'  = legacy + ageing · (1 − legacy)
        attempt  with chance hazard · push a month;  it fails with chance `failure`
        a success leaves  legacy · remains;  an attempt costs `cost` either way
        an agency's systems are down in a month with chance outage · legacy · factor + struck

    `struck` is what an attack, an exit or a power cut adds for an agency.

    Source: three of ten critical US federal systems were modernised in 68 months (GAO), a hazard of
    .005 a month; failure, ageing and outage are assumptions.
    """

    phase = Phase.AGENCIES
    order = 20
    reads = ("government.modernise_push",)
    writes = ("agencies.legacy",)
    columns = (
        Column("agencies.down", np.bool_, "Systems are down this month", "yes/no", start=0),
        Column("agencies.struck", np.float32, "Extra chance of being down this month", "share", start=0,
               bounds=(0, 1), monthly=True),
        Column("agencies.renewals", np.int16, "Modernisations tried", "count", start=0),
        Column("government.modernise_push", np.float64, "How much a programme speeds modernisation", "ratio",
               start=1, monthly=True),
        Column("government.outage_factor", np.float64, "Outages relative to normal", "ratio", start=1,
               monthly=True),
    )  # fmt: skip
    hazard = Param(0.005, unit="1/month", bounds=(0, 0.1), role="uncertainty",
                   label="Hazard of trying to modernise an agency",
                   source="GAO: three of ten critical systems in 68 months")  # fmt: skip
    failure = Param(0.2, unit="probability", bounds=(0, 1), role="uncertainty",
                    label="Modernisations that fail", source="assumption")  # fmt: skip
    remains = Param(0.2, unit="share", bounds=(0, 1), role="uncertainty",
                    label="Legacy left after a success", source="assumption")  # fmt: skip
    ageing = Param(0.002, unit="1/month", bounds=(0, 0.02), role="uncertainty",
                   label="Systems becoming legacy", source="assumption")  # fmt: skip
    outage = Param(0.04, unit="1/month", bounds=(0, 0.5), role="uncertainty",
                   label="Chance that a fully legacy agency is down in a month", source="assumption")  # fmt: skip
    cost = Param(1.0, unit="years of value", bounds=(0, 5), role="uncertainty",
                 label="Cost of one modernisation", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> tuple[Spend, ...] | None:
        """One month of ageing, outages and attempts."""
        a, g = city.agencies, city.government
        age(draw.key("modernisation.outage"), np.float32(p.ageing), np.float32(p.outage), float(g.outage_factor[0]),
            a.struck, a.legacy, a.down)  # fmt: skip
        tries = draw.below("modernisation.try", len(a), p.hazard * float(g.modernise_push[0]))
        if not tries.size:
            return None
        a.legacy[tries[draw.uniform("modernisation.fail", tries) >= p.failure]] *= p.remains
        a.renewals[tries] += 1
        spent = p.cost * float(a.value[tries].sum())
        return (Spend("central_it", spent, capital=True, units=tries.size),)
