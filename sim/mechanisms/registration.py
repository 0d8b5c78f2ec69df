"""Opening the way to pay: from having heard of digital payments to being registered."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.choice import AWARE, REGISTERED, may_sign
from sim.draws import Draws, uniform
from sim.kernels import equation, kernel, over_rows
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column


@equation
def registration_chance(
    banked: bool, papers: bool, online: bool, remote: float, counter: float, agent: bool
) -> float:
    """remote for those online with an account; counter for those near an agent with an account or papers."""
    by_self = remote if banked and online else 0.0
    return max(by_self, counter) if agent and (banked or papers) else by_self


@kernel
def register(
    lo: int, hi: int, rows: Array, key: np.uint64, remote: float, counter: float, served: float, device_needed: float,
    banked: Array, documents: Array, identity: Array, online: Array, phone: Array, access: Array,
    trip_limit: Array, guardian_place: Array, signing: float, automatic: Array, stage: Array, prompted: Array,
) -> None:  # fmt: skip
    """Register the aware by their own doing, which prompts them to decide, and anyone whom their bank registers."""
    for k in range(lo, hi):
        i = rows[k]
        if stage[i] < REGISTERED and phone[i] >= device_needed:
            own = 0.0
            if stage[i] == AWARE and may_sign(guardian_place[i], signing):
                papers = documents[i] or identity[i] > 0
                own = registration_chance(banked[i], papers, online[i], remote, counter,
                                          access[i] * served > trip_limit[i])  # fmt: skip
            chance = own + automatic[i] if banked[i] else own
            if chance > 0.0:
                luck = uniform(key, i)
                if luck < chance:
                    stage[i] = REGISTERED
                    prompted[i] = luck < own


class Registration(Mechanism):
    """Aware residents register for digital payments; a mandate lets banks register their customers.

        with an account and online:   remote
        with an account or papers:    counter     if an agent is near enough for the trip (see payments)
        plus, with an account:        automatic   (banks made to take part)
        nothing:                      under 18, where no guardian signs (see guardians)

    Registering is an institution's act and can take a week; using spreads from person to person.
    A registered resident has been told, so registration implies awareness. Whoever registers by their own
    doing wants to use it now, and decides in the same month, or at the launch (see payments); whom the bank
    registers does not. Registration may open before the launch (see components).

    Source: assumption; Pix had a fifth of Brazil's adults registered in its first week, and after four weeks
    three in five of the registered had paid or been paid (survey by Toluna and FGV, exame.com 15/12/2020).
    """

    phase = Phase.CHOICE
    order = 10
    reads = ("residents.banked", "residents.documents", "residents.identity", "residents.online",
             "residents.phone_at_hand", "residents.agent_access", "residents.trip_limit", "residents.automatic",
             "residents.guardian_place", "government.signing",
             "government.open_payments", "government.device_needed", "government.agents_serve")  # fmt: skip
    writes = ("residents.stage_payments",)
    columns = (
        Column("residents.automatic", np.float32, "Chance of being registered by one's bank", "1/month",
               start=0, bounds=(0, 1), monthly=True),
        Column("residents.prompted", np.bool_, "Has registered and not decided on payments since", "yes/no", start=0),
        Column("government.device_needed", np.float64, "Least phone that can pay", "kind", start=2, bounds=(0, 2)),
    )  # fmt: skip
    remote = Param(
        0.25, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
        label="Chance of registering in the app, for those online with an account", source="assumption",
    )  # fmt: skip
    counter = Param(
        0.20, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
        label="Chance of registering at an agent near enough for the trip", source="assumption",
    )  # fmt: skip
    device_needed = Param(
        2, unit="0 none, 1 basic phone, 2 smartphone", bounds=(0, 2), role="lever", whole=True,
        label="Least phone that can make digital payments", source="policy choice; M-Pesa worked on any phone",
    )  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Publish which phone is needed."""
        city.government.device_needed[0] = p.device_needed

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of registrations."""
        r, g = city.residents, city.government
        g.device_needed[0] = p.device_needed
        if g.open_payments[0]:
            most = max(p.remote, p.counter) + float(r.automatic.max())
            rows = draw.below("registration.try", len(r), most)
            over_rows(register, rows.size, rows, draw.key("registration.try"), p.remote, p.counter,
                      float(g.agents_serve[0]), p.device_needed,
                      r.banked, r.documents, r.identity, r.online, r.phone_at_hand, r.agent_access, r.trip_limit,
                      r.guardian_place, float(g.signing[0]), r.automatic, r.stage_payments, r.prompted)  # fmt: skip
