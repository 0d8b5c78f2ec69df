"""From an ID on paper to an ID that works online."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.city.columns import IDENTITY
from sim.draws import Draws, uniform
from sim.kernels import equation, kernel, over_rows
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column

ENROLLED, ACTIVE = IDENTITY.index("enrolled"), IDENTITY.index("active")


@equation
def activation_chance(
    online: bool, skill: float, remote: float, counter: float, access: float, help_nearby: float
) -> float:
    """The easier of two ways: remote · skill for the online, or counter · access with help.

    `access` is the ease of reaching an ID office, `help_nearby` that of an access centre.
    """
    by_self = remote * skill if online else 0.0
    return max(by_self, counter * max(access, help_nearby))


@kernel
def activate(
    lo: int, hi: int, rows: Array, key: np.uint64, remote: float, counter: float, online: Array, skill: Array,
    office: Array, centre: Array, identity: Array,
) -> None:  # fmt: skip
    """The enrolled residents of `rows` whose draw falls under their chance hold an active ID from now on."""
    for k in range(lo, hi):
        i = rows[k]
        if identity[i] == ENROLLED:
            chance = activation_chance(online[i], skill[i], remote, counter, office[i], centre[i])
            identity[i] = ACTIVE if uniform(key, i) < chance else ENROLLED


class Activation(Mechanism):
    """An enrolled resident activates the ID, alone online or with help at a counter.

        chance a month = max(remote · skill if online,  counter · easier of office and centre)

    Registration is not use: Aadhaar and NIN counts are of enrolments; services need this step.
    `government.easy_activation` multiplies the remote way when onboarding is simplified.
    Source: assumption.
    """

    phase = Phase.IDENTITY
    order = 20
    reads = (
        "residents.online",
        "residents.skill",
        "residents.office_access",
        "residents.centre_access",
        "government.live_identity",
    )
    writes = ("residents.identity",)
    columns = (
        Column("government.easy_activation", np.float64, "Ease of remote activation", "ratio", start=1,
               monthly=True),
    )  # fmt: skip
    remote = Param(
        0.15, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
        label="Chance that a fully skilled online resident activates alone", source="assumption",
    )  # fmt: skip
    counter = Param(
        0.03, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
        label="Chance of activating at a counter next door", source="assumption",
    )  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of activations."""
        r, g = city.residents, city.government
        if g.live_identity[0]:
            remote = min(1.0, p.remote * float(g.easy_activation[0]))
            rows = draw.below("activation.try", len(r), max(remote, p.counter))
            over_rows(activate, rows.size, rows, draw.key("activation.try"), remote, p.counter, r.online, r.skill,
                      r.office_access, r.centre_access, r.identity)  # fmt: skip
