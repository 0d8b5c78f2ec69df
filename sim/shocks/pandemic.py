"""A contagious disease keeps people and counters apart."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Shock
from sim.tables import City


class Pandemic(Shock):
    """Activity falls, visits to shops fall further, and little is done face to face.

        activity − `activity`,  footfall − `footfall`,  counters, centres and enrolment − `in_person`

    in full for `months`, then fading to nothing in `recovery` equal steps. What remains digital goes on.

    Source: payments fall by 15–35 % and are back within five months, shops' share by about 8 points
    (starting specification); the sizes that give it are assumptions.
    """

    writes = ("government.activity", "government.footfall", "government.counters", "government.assisted",
              "government.in_person")  # fmt: skip
    activity = Param(0.15, unit="share", bounds=(0, 0.9), role="uncertainty", label="Activity lost",
                     source="assumption")  # fmt: skip
    footfall = Param(0.25, unit="share", bounds=(0, 0.9), role="uncertainty",
                     label="Visits to shops lost beyond that", source="assumption: footfall −25 %")  # fmt: skip
    in_person = Param(0.7, unit="share", bounds=(0, 1), role="uncertainty",
                      label="Face-to-face capacity lost", source="assumption")  # fmt: skip
    months = Param(2, unit="months", bounds=(1, 24), role="uncertainty", whole=True,
                   label="Months in full", source="assumption")  # fmt: skip
    recovery = Param(3, unit="months", bounds=(0, 24), role="uncertainty", whole=True,
                     label="Months of recovery", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> None:
        """One month of keeping apart."""
        g = city.government
        past = max(aim.months_on + 1 - p.months, 0)
        force = aim.strength * (1 - past / (p.recovery + 1))
        g.activity[0] *= 1 - force * p.activity
        g.footfall[0] *= 1 - force * p.footfall
        for capacity in (g.counters, g.assisted, g.in_person):
            capacity *= 1 - force * p.in_person

    @classmethod
    def duration(cls, p: Any) -> int:
        """How many months it lasts."""
        return int(p.months + p.recovery)
