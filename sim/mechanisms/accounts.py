"""Who has a bank or similar account."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.choice import may_sign
from sim.city.columns import EDUCATION, IDENTITY
from sim.draws import Draws, uniform
from sim.kernels import equation, kernel, over_rows
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City

ACTIVE, SCHOOLING = IDENTITY.index("active"), len(EDUCATION) - 1


@equation
def opening_chance(hazard: float, schooling: int, active: bool, ekyc: float) -> float:
    """hazard · ⅓ (2 + schooling) · (1 + ekyc · (holds an active digital ID)): chance of a new account."""
    return hazard * (2 + schooling) / 3.0 * (1.0 + ekyc * active)


@kernel
def open_accounts(
    lo: int, hi: int, rows: Array, key: np.uint64, hazard: float, ekyc: float, education: Array,
    documents: Array, identity: Array, guardian_place: Array, signing: float, banked: Array,
) -> None:  # fmt: skip
    """Papers or a digital ID are needed; those whose draw falls under their chance open an account."""
    for k in range(lo, hi):
        i = rows[k]
        if not banked[i] and may_sign(guardian_place[i], signing) and (documents[i] or identity[i] > 0):
            active = identity[i] == ACTIVE
            banked[i] = uniform(key, i) < opening_chance(hazard, education[i], active, ekyc)


class Accounts(Mechanism):
    """Residents without an account open one; a digital ID makes it easier to prove who they are.

        chance a month = hazard · ⅓ (2 + schooling) · (1 + ekyc · active ID),   for those with papers or an ID who may sign

    Schooling counts 0 primary or less, 1 secondary, 2 tertiary. Leaves out: dormant and closed accounts.
    Source: assumption; account ownership at month 0 comes from the city file. Schooling weighs so that the gap in
    log-odds hardly moves while accounts spread, as from 2014 to 2017 (Global Findex: -1.07 to -.99, lower-middle income).
    """

    phase = Phase.INCOME
    order = 10
    reads = (
        "residents.documents",
        "residents.identity",
        "residents.education",
        "residents.guardian_place",
        "government.signing",
    )
    writes = ("residents.banked",)
    hazard = Param(
        0.004, unit="1/month", bounds=(0.0, 0.05), role="uncertainty",
        label="Monthly hazard of opening an account", source="assumption",
    )  # fmt: skip
    ekyc = Param(
        2.0, unit="ratio", bounds=(0.0, 10.0), role="uncertainty",
        label="How much an active digital ID adds to that hazard", source="assumption",
    )  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of account opening."""
        r = city.residents
        rows = draw.below("accounts.open", len(r), opening_chance(p.hazard, SCHOOLING, True, p.ekyc))
        over_rows(open_accounts, rows.size, rows, draw.key("accounts.open"), p.hazard, p.ekyc, r.education, r.documents,
                  r.identity, r.guardian_place, float(city.government.signing[0]), r.banked)  # fmt: skip
