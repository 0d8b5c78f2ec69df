"""Part of the price of a first smartphone is paid for poorer residents."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.city.columns import DEVICES
from sim.draws import Draws
from sim.kernels import raise_where
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City, Column

SMARTPHONE = DEVICES.index("smartphone")


class DeviceSubsidy(Policy):
    """The city pays a share of an entry smartphone for residents who have none.

    Eligible: no smartphone and income rank under `below`.
    Reached:  every eligible resident is offered it; how many take it is for `devices` to say.
    Effect:   device discount = share.
    Cost:     share · price of the phone, booked in the month after it is taken (phones taken in the very
              last month are left to the accounts of the next).
    """

    reads = ("residents.rank", "residents.device", "government.device_price",
             "government.device_fall")  # fmt: skip
    writes = ("residents.device_discount",)
    columns = (
        Column("residents.phone_offer", np.bool_, "Holds an unused offer of a subsidised phone", "yes/no",
               start=0),
    )  # fmt: skip
    changes = ("smartphone", "higher")
    side_effects = "A phone without skill, papers or an affordable plan stays in the drawer."
    share = Param(0.5, unit="share", bounds=(0.0, 1.0), role="lever", label="Share of the phone's price paid",
                  source="policy choice; .3-.8 in use")  # fmt: skip
    below = Param(0.4, unit="income rank", bounds=(0.0, 1.0), role="lever",
                  label="Income rank under which the offer is made", source="policy choice")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """Pay for last month's phones, then offer anew."""
        r, g = city.residents, city.government
        share = aim.strength * p.share
        taken = r.phone_offer & (r.device == SMARTPHONE)
        eligible = aim.residents & (r.device < SMARTPHONE) & (r.rank < p.below)
        r.phone_offer[:] = eligible if share > 0 else False
        raise_where(r.device_discount, share, eligible)
        phones = np.count_nonzero(taken) * city.weight
        return (
            Spend(
                "kits",
                phones * share * float(g.device_price[0] * g.device_fall[0]),
                capital=True,
                units=phones,
            ),
        )
