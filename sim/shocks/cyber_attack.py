"""Attackers bring down the systems of the largest vendor, and data leak."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.choice import USES
from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Shock, Spend
from sim.tables import City


class CyberAttack(Shock):
    """One hole serves for all agencies on the same vendor's systems: concentration sets the radius.

        down for 1 + longest · legacy weeks,  times 1 − `guarded` · security
        victims  = users of e-services whose draw < reach · (caseload of the agencies hit) · the same
        harm     + severity · (1 − `spared` · privacy),  and a share `news` of it for all others

    The vendor hit is the one with most of the caseload. A week is a quarter of a month, and stands for
    a chance of a quarter that an agency is down in the month.

    Source: outages of 1–4 weeks and a reach of .15 are the starting specification's; the rest assumptions.
    """

    reads = ("agencies.vendor", "agencies.caseload", "agencies.legacy",
             "residents.stage_eservices", "government.security", "government.privacy")  # fmt: skip
    writes = ("agencies.struck", "residents.harm")
    longest = Param(3.0, unit="weeks", bounds=(0, 3), role="uncertainty",
                    label="Weeks that legacy adds to the outage", source="assumption: 1-4 weeks in all")  # fmt: skip
    guarded = Param(0.6, unit="share", bounds=(0, 1), role="uncertainty",
                    label="Damage that full security averts", source="assumption")  # fmt: skip
    reach = Param(0.3, unit="share", bounds=(0, 1), role="uncertainty",
                  label="Users whose data leak where systems were hit",
                  source="assumption: 0.15 of all users when half the caseload is hit")  # fmt: skip
    severity = Param(2.0, unit="severity", bounds=(0, 8), role="uncertainty",
                     label="Severity for those whose data leak", source="assumption")  # fmt: skip
    spared = Param(0.5, unit="share", bounds=(0, 1), role="uncertainty",
                   label="Severity that full privacy spares", source="assumption")  # fmt: skip
    news = Param(0.2, unit="share", bounds=(0, 1), role="uncertainty",
                 label="Severity for those who only hear of it", source="assumption")  # fmt: skip
    repair = Param(50_000, unit="US$/agency", bounds=(0, 5_000_000), role="uncertainty",
                   label="Restoring one agency", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """Strike once."""
        r, a, g = city.residents, city.agencies, city.government
        shares = np.bincount(a.vendor, weights=a.caseload, minlength=len(city.vendors)) / a.caseload.sum()
        hit = a.vendor == shares.argmax()
        force = aim.strength * (1 - p.guarded * float(g.security[0]))
        weeks = 1 + p.longest * a.legacy[hit]
        a.struck[hit] = np.minimum(a.struck[hit] + force * weeks / 4, 1)
        chance = min(p.reach * float(shares.max()) * force, 1.0)
        luck = draw.uniform(f"{aim.stream}.victims", len(r))
        victims = aim.residents & (r.stage_eservices == USES) & (luck < chance)
        severity = aim.strength * p.severity * (1 - p.spared * float(g.privacy[0]))
        harm = r.harm
        harm += severity * np.where(victims, 1.0, p.news)
        agencies = int(np.count_nonzero(hit))
        return (Spend("central_it", agencies * p.repair * aim.strength, capital=True, units=agencies),)
