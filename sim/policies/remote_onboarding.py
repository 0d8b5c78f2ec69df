"""An ID that is switched on from the sofa."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.city.columns import IDENTITY
from sim.draws import Draws
from sim.kernels import kernel
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import Array, City, Column

ENROLLED, ACTIVE = IDENTITY.index("enrolled"), IDENTITY.index("active")


@kernel
def offer_checks(open_now: bool, identity: Array, online: Array, offer: Array) -> int:
    """Count who was activated after last month's offer, then offer it to the enrolled who are online."""
    checked = 0
    for i in range(offer.size):
        checked += offer[i] & (identity[i] == ACTIVE)
        offer[i] = open_now & online[i] & (identity[i] == ENROLLED)
    return checked


class RemoteOnboarding(Policy):
    """A photo and a video check replace the trip that activates an ID.

    Eligible: enrolled residents who are online; it works for the whole city.
    Reached:  those whose skill carries them through it (see activation).
    Effect:   the chance of activating alone is multiplied by `easier`.
    Cost:     `check` for each of them activated last month.
    """

    reads = ("residents.identity", "residents.online")
    writes = ("government.easy_activation",)
    columns = (
        Column("residents.remote_offer", np.bool_, "Could activate remotely last month", "yes/no", start=0),
    )  # fmt: skip
    components = ("identity",)
    changes = ("id_active", "higher")
    side_effects = "Leaves those without a smartphone where they were; a false face gets in now and then."
    easier = Param(2.5, unit="ratio", bounds=(1.0, 10.0), role="uncertainty",
                   label="How much easier it is to activate alone", source="assumption")  # fmt: skip
    check = Param(1.0, unit="US$/activation", bounds=(0.1, 10), role="uncertainty",
                  label="Cost of one remote check", source="assumption: 0.5-2")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """Pay for last month's checks, then keep it open."""
        r, g = city.residents, city.government
        checked = offer_checks(aim.strength > 0, r.identity, r.online, r.remote_offer) * city.weight
        g.easy_activation[0] *= 1 + aim.strength * (p.easier - 1)
        return (Spend("credentials", checked * p.check, units=checked),)
