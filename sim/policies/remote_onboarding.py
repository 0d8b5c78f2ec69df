"""An ID that is switched on from the sofa."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.city.columns import IDENTITY
from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City, Column

ENROLLED, ACTIVE = IDENTITY.index("enrolled"), IDENTITY.index("active")


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
                  label="Cost of one remote check", source="assumption: .5-2")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """Pay for last month's checks, then keep it open."""
        r, g = city.residents, city.government
        checked = np.count_nonzero(r.remote_offer & (r.identity == ACTIVE)) * city.weight
        r.remote_offer[:] = r.online & (r.identity == ENROLLED) if aim.strength > 0 else False
        g.easy_activation[0] *= 1 + aim.strength * (p.easier - 1)
        return (Spend("credentials", checked * p.check, units=checked),)
