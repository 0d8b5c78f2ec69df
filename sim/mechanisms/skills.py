"""How digital skill is gained and lost."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.choice import USES
from sim.draws import Draws
from sim.kernels import equation, kernel, over_rows
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column


@equation
def practised(skill: float, learn: float, ceiling: float) -> float:
    """skill + learn · (ceiling − skill), never downwards: a month of doing."""
    return skill + learn * max(ceiling - skill, 0.0)


@kernel
def practise(
    lo: int, hi: int, learn: float, ceiling: float, decay: float, online: Array, payments: Array,
    eservices: Array, trained: Array, skill: Array,
) -> None:  # fmt: skip
    """Users learn by doing; training that is not put to use fades."""
    for i in range(lo, hi):
        uses = online[i] & ((payments[i] == USES) | (eservices[i] == USES))
        gained, lost = practised(skill[i], learn, ceiling), decay * trained[i]
        skill[i] = gained if uses else skill[i] - lost
        trained[i] -= learn * trained[i] if uses else lost


class Skills(Mechanism):
    """Using digital services teaches; training that is not used is forgotten.

        in a month of use:      skill' = skill + learn · (ceiling − skill),  trained' = (1 − learn) · trained
        in a month without:     skill' = skill − decay · (what training added)

    `trained` is the part of a resident's skill that training added and practice has not yet made
    their own. `enough` moves nobody: it says up to where a lack of skill is what keeps someone out (see the
    naming of constraints in choice.py). Leaves out: help from relatives, which works through contacts who use
    a channel.

    Source: assumption; the 2 % a month of forgetting is the starting specification's.
    """

    phase = Phase.EXPERIENCE
    order = 20
    reads = ("residents.online", "residents.stage_payments", "residents.stage_eservices")
    writes = ("residents.skill",)
    columns = (
        Column("residents.trained", np.float32, "Skill that training added and use has not kept", "share",
               start=0, bounds=(0, 1)),
        Column("government.skill_enough", np.float64, "Skill of the ordinary user, more of which nobody lacks", "share",
               start=0.65, bounds=(0, 1)),
    )  # fmt: skip
    learn = Param(0.01, unit="1/month", bounds=(0, 0.2), role="uncertainty",
                  label="Skill gained in a month of use", source="assumption")  # fmt: skip
    ceiling = Param(0.8, unit="share", bounds=(0, 1), role="uncertainty",
                    label="Skill that everyday use leads to", source="assumption")  # fmt: skip
    decay = Param(0.02, unit="1/month", bounds=(0, 0.2), role="uncertainty",
                  label="Unused training forgotten in a month", source="assumption")  # fmt: skip

    enough = Param(0.65, unit="share", bounds=(0.3, 1), role="uncertainty",
                   label="Skill of the ordinary user, more of which nobody lacks",
                   source="assumption: near the mean of users in five simulated cities, 0.62-0.71")  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Say how much skill is enough."""
        city.government.skill_enough[0] = p.enough

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of practice."""
        r = city.residents
        city.government.skill_enough[0] = p.enough
        over_rows(practise, len(r), p.learn, p.ceiling, p.decay, r.online, r.stage_payments,
                  r.stage_eservices, r.trained, r.skill)  # fmt: skip
