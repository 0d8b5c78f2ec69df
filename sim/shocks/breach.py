"""A leak of residents' data from a digital service."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.choice import USES
from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Shock, Spend
from sim.tables import City


class Breach(Shock):
    """Data of some users leak; they are harmed, and everyone else hears of it.

    Victims are users of any channel whose draw falls under `reach`: harm += severity. All other
    residents: harm += severity · news. Both are multiplied by 1 + late, where `late` is how much a
    late disclosure deepens the fall of trust. Trust falls in that month and comes back slowly.
    Security makes the reach smaller, reach · (1 − guarded · security); privacy (data minimised, leaks
    told in time) the harm: severity · (1 − spared · privacy) and late · (1 − privacy).

    Source: abnormal exit of 3.4–3.9 % after breaches; later disclosure deepens the fall; reach .15 is
    the starting specification's; severity and news are assumptions.
    """

    reads = ("residents.stage_payments", "residents.stage_eservices", "residents.stage_assistant",
             "government.security", "government.privacy")  # fmt: skip
    writes = ("residents.harm",)
    reach = Param(0.15, unit="share of users", bounds=(0, 1), role="uncertainty",
                  label="Users whose data leak", source="assumption")  # fmt: skip
    severity = Param(2.0, unit="severity", bounds=(0, 8), role="uncertainty",
                     label="Severity for those whose data leak", source="assumption")  # fmt: skip
    news = Param(0.4, unit="share", bounds=(0, 1), role="uncertainty",
                 label="Severity for those who only hear of it", source="assumption")  # fmt: skip
    late = Param(0.3, unit="share", bounds=(0, 1), role="uncertainty",
                 label="How much late disclosure deepens the harm", source="assumption")  # fmt: skip
    guarded = Param(0.4, unit="share", bounds=(0, 1), role="uncertainty",
                    label="Reach that full security averts", source="assumption")  # fmt: skip
    spared = Param(0.5, unit="share", bounds=(0, 1), role="uncertainty",
                   label="Severity that full privacy spares", source="assumption")  # fmt: skip
    response = Param(5.0, unit="US$/victim", bounds=(0, 200), role="uncertainty",
                     label="Cost of responding", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """Strike once."""
        r, g = city.residents, city.government
        privacy = float(g.privacy[0])
        reach = p.reach * (1 - p.guarded * float(g.security[0]))
        severity = p.severity * (1 - p.spared * privacy)
        users = (r.stage_payments == USES) | (r.stage_eservices == USES) | (r.stage_assistant == USES)
        victims = users & aim.residents & (draw.uniform(f"{aim.stream}.victims", len(r)) < reach)
        harm = r.harm
        harm += aim.strength * severity * (1 + p.late * (1 - privacy)) * np.where(victims, 1.0, p.news)
        count = float(victims.sum()) * city.weight
        return (Spend("people", count * p.response, units=count),)
