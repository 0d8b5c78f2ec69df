"""Enrolment for a digital ID at times, in places and with staff that suit women."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.kernels import add_where
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class WomenCentredEnrolment(Policy):
    """Women's days, female staff and mobile teams at markets and clinics bring women to enrol.

    Eligible: women without an ID in the districts aimed at (papers are still needed).
    Reached:  teams · per_team more enrolments a month at most; the teams serve everyone in the queue.
    Effect:   the share `closes` of the gap in women's chance of coming is gone in the whole city, and
              women aimed at come with an extra chance `push`.
    Cost:     a team a month, `premium` times what a usual team costs.

    Stands for: Nigeria's drive for women's digital ID (48 million women).
    """

    reads = ("residents.female",)
    writes = ("government.women_gap_closed", "government.kits", "residents.enrol_push")
    components = ("identity",)
    changes = ("id_enrolled", "higher")
    side_effects = "Where offices are full, men wait longer."
    closes = Param(0.5, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                   label="Share of the women's gap that is closed", source="assumption")  # fmt: skip
    push = Param(0.05, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                 label="Extra chance that a woman comes", source="assumption")  # fmt: skip
    teams = Param(6, unit="teams", bounds=(0, 1000), role="lever", label="Mobile teams",
                  source="policy choice")  # fmt: skip
    per_team = Param(400, unit="people/team-month", bounds=(50, 3000), role="uncertainty",
                     label="Enrolments a team can make in a month", source="assumption")  # fmt: skip
    team = Param(1200, unit="US$/team-month", bounds=(100, 10_000), role="uncertainty",
                 label="Monthly cost of a usual team", source="assumption")  # fmt: skip
    premium = Param(1.3, unit="ratio", bounds=(1.0, 3.0), role="uncertainty",
                    label="Cost relative to a usual team", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of women's days."""
        r, g = city.residents, city.government
        teams = aim.strength * p.teams
        working = aim.strength * (p.teams > 0)
        g.women_gap_closed[0] = min(1.0, g.women_gap_closed[0] + working * p.closes)
        g.kits[0] += teams * p.per_team
        add_where(r.enrol_push, float(np.float32(working * p.push)), aim.residents & r.female)
        return (Spend("people", teams * p.team * p.premium, units=teams),)
