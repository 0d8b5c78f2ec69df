"""A private partner builds, and is paid back with interest."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City, Column


class Ppp(Policy):
    """A public-private partnership finances digital services; the city pays part now and a fee for years.

    Eligible: every agency.
    Reached:  agencies as they are ready (see digitisation, modernisation).
    Effect:   services are digitised `stepping` times and systems renewed `renewing` times as fast; the
              partner's own systems lower portability by `tie` a month.
    Cost:     upfront · investment in the first month, then the annuity of the rest over `years` at the
              public rate plus `premium`. With chance `reopened` a month the partner reopens the
              contract and the fee grows by `raised` · (1 − shared).

    `shared` is the part of the risk that the contract leaves with the partner. One contract at a time,
    without a ramp; it is owed for as long as the policy is on, so leave it on for all its years.
    Source: premium of 2–4 points and .01 a month are the starting specification's; the rest assumptions.
    """

    writes = ("government.digitise_push", "government.modernise_push", "agencies.portability")
    columns = (
        Column("government.partner_fee", np.float64, "Fee owed to private partners at full strength", "US$/month",
               start=0),
    )  # fmt: skip
    changes = ("usefulness", "higher")
    side_effects = "Cheap now, dear later: interest, renegotiation, and a partner who is hard to leave."
    investment = Param(4_000_000, unit="US$", bounds=(10_000, 1e9), role="lever", label="Investment",
                       source="policy choice")  # fmt: skip
    upfront = Param(0.2, unit="share", bounds=(0.0, 1.0), role="lever", label="Share the city pays at once",
                    source="policy choice")  # fmt: skip
    years = Param(12, unit="years", bounds=(1, 30), role="lever", label="Length of the contract",
                  source="policy choice; 8-25 in use")  # fmt: skip
    rate = Param(0.05, unit="1/year", bounds=(0.001, 0.3), role="uncertainty", label="Public cost of capital",
                 source="assumption")  # fmt: skip
    premium = Param(0.03, unit="1/year", bounds=(0.0, 0.1), role="uncertainty",
                    label="What private capital costs more", source="assumption: 2-4 points")  # fmt: skip
    reopened = Param(0.01, unit="1/month", bounds=(0.0, 0.1), role="uncertainty",
                     label="Hazard of renegotiation", source="assumption")  # fmt: skip
    raised = Param(0.15, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                   label="Rise of the fee at a renegotiation", source="assumption")  # fmt: skip
    shared = Param(0.3, unit="share", bounds=(0.0, 1.0), role="lever",
                   label="Risk that stays with the partner", source="policy choice")  # fmt: skip
    stepping = Param(2.0, unit="ratio", bounds=(1.0, 10.0), role="uncertainty",
                     label="How much faster agencies digitise", source="assumption")  # fmt: skip
    renewing = Param(2.0, unit="ratio", bounds=(1.0, 10.0), role="uncertainty",
                     label="How much more often systems are renewed", source="assumption")  # fmt: skip
    tie = Param(0.005, unit="1/month", bounds=(0.0, 0.1), role="uncertainty",
                label="Portability lost to the partner's systems", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of the contract."""
        g, portability = city.government, city.agencies.portability
        fee = g.partner_fee
        if aim.months_on == 0:
            month = (p.rate + p.premium) / 12
            fee[0] = (1 - p.upfront) * p.investment * month / (1 - (1 + month) ** (-12 * p.years))
        if draw.uniform(f"{aim.stream}.reopened", 1)[0] < p.reopened:
            fee *= 1 + p.raised * (1 - p.shared)
        g.digitise_push[0] *= 1 + aim.strength * (p.stepping - 1)
        g.modernise_push[0] *= 1 + aim.strength * (p.renewing - 1)
        portability *= 1 - aim.strength * p.tie
        owed = aim.months_on < 12 * p.years
        running = Spend("central_it", aim.strength * owed * float(fee[0]))
        if aim.months_on > 0:
            return (running,)
        return (Spend("central_it", aim.strength * p.upfront * p.investment, capital=True), running)
