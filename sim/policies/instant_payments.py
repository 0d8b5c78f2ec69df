"""Banks must take part in an instant-payment system that is free for people."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws, uniform
from sim.kernels import kernel, over_rows
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import Array, City


@kernel
def tell_customers(
    lo: int, hi: int, registering: float, telling: float, aimed: Array, banked: Array, automatic: Array, outreach: Array
) -> None:  # fmt: skip
    """Banks tell their customers aimed at, and register them with a chance of at least `registering`."""
    for i in range(lo, hi):
        customer = aimed[i] & banked[i]
        automatic[i] = max(automatic[i], registering) if customer else automatic[i]
        outreach[i] += telling if customer else 0.0


@kernel
def set_up(
    lo: int, hi: int, key: np.uint64, chance: float, aimed: Array, formal: Array, onboarded: Array
) -> None:  # fmt: skip
    """Businesses registered for tax whose draw falls under `chance` are set up by their bank."""
    for i in range(lo, hi):
        onboarded[i] |= aimed[i] & formal[i] & (uniform(key, i) < chance)


class InstantPayments(Policy):
    """A central rail that every bank must join registers their customers and charges people nothing.

    Eligible: residents with an account; the lower fee is for all.
    Reached:  everyone aimed at; banks tell and register their customers.
              Businesses registered for tax are set up by their bank in the same way.
    Effect:   chance `registering` a month of being registered by one's bank, `telling` of hearing;
              the fee on residents' payments is multiplied by 1 − waiver.
    Cost:     running the rail, per adult of the city and year.
    """

    reads = ("residents.banked", "businesses.formal")
    writes = ("businesses.onboarded", "residents.automatic", "residents.outreach", "government.fee_waived")
    components = ("payments",)
    changes = ("payments", "higher")
    side_effects = "Reaches those with an account first; the gap to those without can widen."
    registering = Param(0.12, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                        label="Chance that a bank registers a customer in a month",
                        source="assumption; Pix had 20 % of adults after seven weeks and 31 % after thirteen")  # fmt: skip
    telling = Param(0.10, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                    label="Extra chance of hearing of it from one's bank", source="assumption")  # fmt: skip
    waiver = Param(1.0, unit="share", bounds=(0.0, 1.0), role="lever",
                   label="Share of people's fee that is waived", source="policy choice")  # fmt: skip
    running = Param(0.05, unit="US$/adult-year", bounds=(0.0, 2.0), role="uncertainty",
                    label="Running the rail",
                    source="assumption, after the Banco Central do Brasil's reported cost of Pix")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of the mandate."""
        r, g = city.residents, city.government
        b, chance = city.businesses, aim.strength * p.registering
        over_rows(tell_customers, len(r), chance, aim.strength * p.telling, aim.residents, r.banked, r.automatic,
                  r.outreach)  # fmt: skip
        firms = draw.key(f"{aim.stream}.firms")
        over_rows(set_up, len(b), firms, chance, aim.businesses, b.formal, b.onboarded)
        g.fee_waived[0] = max(float(g.fee_waived[0]), aim.strength * p.waiver)
        return (Spend("central_it", aim.strength * p.running * city.adults / 12, units=city.adults),)
