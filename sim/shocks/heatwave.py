"""Heat keeps the old and the ill at home."""

from __future__ import annotations

from typing import Any

from sim.city.columns import AGES
from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Shock
from sim.tables import City

OLD = AGES.index("60+")


class Heatwave(Shock):
    """Residents over 60 or with a disability stay at home; others mostly do not.

        housebound with chance `frail` (60+ or a disability) or `others`, drawn anew each month

    Whoever is served online does not notice. Leaves out: health itself, and power cuts (see outage).
    Source: assumption.
    """

    reads = ("residents.age", "residents.disabled")
    writes = ("residents.housebound",)
    frail = Param(0.4, unit="share", bounds=(0, 1), role="uncertainty",
                  label="Old and disabled residents kept at home", source="assumption")  # fmt: skip
    others = Param(0.05, unit="share", bounds=(0, 1), role="uncertainty",
                   label="Other residents kept at home", source="assumption")  # fmt: skip
    months = Param(1, unit="months", bounds=(1, 12), role="uncertainty", whole=True,
                   label="Months of heat", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> None:
        """One month of heat."""
        r = city.residents
        luck = draw.uniform(f"{aim.stream}.home", len(r))
        frail = (r.age == OLD) | r.disabled
        housebound = r.housebound
        housebound |= aim.residents & (
            frail & (luck < aim.strength * p.frail) | (luck < aim.strength * p.others)
        )

    @classmethod
    def duration(cls, p: Any) -> int:
        """How many months it lasts."""
        return int(p.months)
