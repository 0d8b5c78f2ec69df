"""Part of the price of a first smartphone is paid for poorer residents."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.city.columns import DEVICES
from sim.draws import Draws
from sim.kernels import kernel
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import Array, City, Column

SMARTPHONE = DEVICES.index("smartphone")


@kernel
def offer_phones(
    share: float, below: np.float32, aimed: Array, device: Array, rank: Array, offer: Array, discount: Array
) -> int:  # fmt: skip
    """Count who has taken last month's offer, then offer the price less `share` to the eligible."""
    taken = 0
    for i in range(aimed.size):
        taken += offer[i] & (device[i] == SMARTPHONE)
        eligible = aimed[i] & (device[i] < SMARTPHONE) & (rank[i] < below)
        offer[i] = eligible & (share > 0.0)
        discount[i] = max(discount[i], share) if eligible else discount[i]
    return taken


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
                  source="policy choice; 0.3-0.8 in use")  # fmt: skip
    below = Param(0.4, unit="income rank", bounds=(0.0, 1.0), role="lever",
                  label="Income rank under which the offer is made", source="policy choice")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """Pay for last month's phones, then offer anew."""
        r, g = city.residents, city.government
        share = aim.strength * p.share
        taken = offer_phones(share, np.float32(p.below), aim.residents, r.device, r.rank, r.phone_offer,
                             r.device_discount)  # fmt: skip
        phones = taken * city.weight
        price = float(g.device_price[0] * g.device_fall[0])
        return (Spend("kits", phones * share * price, capital=True, units=phones),)
