"""Water takes the signal, the counters and the way to them."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Shock, Spend
from sim.tables import City

KINDS = ("office_density", "agent_density", "centre_density")


class Flood(Shock):
    """Some districts are under water: little signal, no points, and many cannot leave home.

        signal · left,  points · `standing`,  a share `confined` of residents housebound

    It hits the districts aimed at, at most `districts` of them, those with the least coverage first
    (a stand-in for low ground: the city file has no heights).

    Source: assumption; coverage of .2 for a month is the starting specification's.
    """

    reads = ("districts.coverage", "districts.population", "residents.district")
    writes = ("districts.down", "residents.housebound", *(f"districts.{kind}" for kind in KINDS))
    districts = Param(2, unit="districts", bounds=(1, 100), role="uncertainty", whole=True,
                      label="Districts under water, at most", source="assumption: 1-3")  # fmt: skip
    left = Param(0.2, unit="share", bounds=(0, 1), role="uncertainty", label="Signal left",
                 source="assumption")  # fmt: skip
    standing = Param(0.05, unit="share", bounds=(0.01, 1), role="uncertainty",
                     label="Offices, agents and centres that stay open", source="assumption")  # fmt: skip
    confined = Param(0.5, unit="share", bounds=(0, 1), role="uncertainty",
                     label="Residents who cannot leave home", source="assumption")  # fmt: skip
    months = Param(1, unit="months", bounds=(1, 12), role="uncertainty", whole=True, label="How long it lasts",
                   source="assumption")  # fmt: skip
    relief = Param(5.0, unit="US$/adult-month", bounds=(0, 200), role="uncertainty",
                   label="Emergency offices and repairs for each adult hit", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month under water."""
        d, r = city.districts, city.residents
        aimed = np.flatnonzero(aim.districts)
        hit = aimed[np.argsort(d.coverage[aimed], kind="stable")][: int(p.districts)]
        d.down[hit] = np.maximum(d.down[hit], aim.strength * (1 - p.left))
        for kind in KINDS:
            d.array(kind)[hit] *= 1 - aim.strength * (1 - p.standing)
        rows = draw.below(f"{aim.stream}.confined", len(r), aim.strength * p.confined)
        r.housebound[rows] |= np.isin(r.district[rows], hit)
        adults = float(d.population[hit].sum()) * city.adults
        return (Spend("offices", aim.strength * adults * p.relief, units=adults),)

    @classmethod
    def duration(cls, p: Any) -> int:
        """How many months it lasts."""
        return int(p.months)
