"""Counters close and cash is refused: use the digital way or go without."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class DigitalOnlyMandate(Policy):
    """The tempting policy: it raises use at once, and shuts out whoever cannot follow.

    Eligible: everyone, whether or not they can.
    Reached:  the whole city.
    Effect:   counters open · (1 − closed); pressure to use e-services + `services` and to pay digitally
              + `payments`, in utils; those on benefits come for an ID with an extra chance `needed`.
    Cost:     announcing it. What closed counters save is left out: it is offset by what the denied lose.

    Whoever is not online then finds most counters closed: the need is denied unless a staffed centre
    is near, and every denial costs trust (see needs, trust).
    """

    writes = (
        "government.counters",
        "government.service_push",
        "government.payment_push",
        "government.id_needed",
    )
    components = ("eservices",)
    changes = ("eservices", "higher")
    side_effects = (
        "Needs of those who are not online are denied, trust falls, and the worst off are hit first."
    )
    closed = Param(0.8, unit="share", bounds=(0.0, 1.0), role="lever", label="Counters that close",
                   source="policy choice")  # fmt: skip
    services = Param(1.0, unit="utils", bounds=(0.0, 5.0), role="uncertainty",
                     label="Pressure to use e-services", source="assumption")  # fmt: skip
    payments = Param(0.5, unit="utils", bounds=(0.0, 5.0), role="uncertainty",
                     label="Pressure to pay digitally", source="assumption")  # fmt: skip
    needed = Param(0.05, unit="1/month", bounds=(0.0, 0.5), role="uncertainty",
                   label="Extra chance that those on benefits enrol", source="assumption")  # fmt: skip
    announcing = Param(4_000, unit="US$/month", bounds=(0, 500_000), role="uncertainty",
                       label="Announcing it", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of closed counters."""
        g = city.government
        g.counters[0] *= 1 - aim.strength * p.closed
        g.service_push[0] += aim.strength * p.services
        g.payment_push[0] += aim.strength * p.payments
        g.id_needed[0] += aim.strength * p.needed
        return (Spend("campaigns", aim.strength * p.announcing),)
