"""Who owns a smartphone."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.city.columns import DEVICES
from sim.draws import Draws, uniform
from sim.kernels import equation, kernel, over_rows
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column

SMARTPHONE = DEVICES.index("smartphone")


@equation
def upgrade_chance(
    hazard: float, floor: float, rank: float, skill: float, pull: float, discount: float
) -> float:
    """hazard · (floor + ½ rank + ½ skill) · (1 + pull · discount): the chance of a smartphone."""
    return hazard * (floor + 0.5 * rank + 0.5 * skill) * (1.0 + pull * discount)


@kernel
def upgrade(
    lo: int, hi: int, rows: Array, key: np.uint64, hazard: float, floor: float, pull: float, rank: Array, skill: Array,
    discount: Array, device: Array,
) -> None:  # fmt: skip
    """Give a smartphone to those whose draw falls under their chance."""
    for k in range(lo, hi):
        i = rows[k]
        if device[i] < SMARTPHONE and uniform(key, i) < upgrade_chance(
            hazard, floor, rank[i], skill[i], pull, discount[i]
        ):
            device[i] = SMARTPHONE


class Devices(Mechanism):
    """Residents replace a basic phone, or none, by a smartphone; the richer and more skilled sooner.

        chance a month = hazard · (floor + ½ income rank + ½ skill) · (1 + pull · discount)

    Leaves out: broken phones, shared phones and resale.
    Source: the form and the hazard are assumptions (of those with none, over four in ten of the
    poorest and least skilled have one after ten years, eight in ten of the richest and most skilled).
    """

    phase = Phase.ACCESS
    order = 10
    reads = ("residents.rank", "residents.skill", "residents.device_discount")
    writes = ("residents.device",)
    columns = (
        Column("residents.device_discount", np.float32, "Share of a smartphone's price paid by others",
               "share", start=0, bounds=(0, 1), monthly=True),
    )  # fmt: skip
    hazard = Param(
        0.008, unit="1/month", bounds=(0.0, 0.05), role="uncertainty",
        label="Monthly hazard of moving to a smartphone",
        source="assumption: from half to four fifths of a city in ten years",
    )  # fmt: skip
    floor = Param(
        0.6, unit="ratio", bounds=(0.0, 2.0), role="uncertainty",
        label="Hazard that needs neither income nor skill", source="assumption",
    )  # fmt: skip
    pull = Param(
        2.0, unit="ratio", bounds=(0.0, 40.0), role="uncertainty",
        label="How much a fully paid smartphone multiplies the hazard",
        source="assumption: a half-price phone doubles the chance of the change in a month",
    )  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of new phones."""
        r = city.residents
        most = upgrade_chance(p.hazard, p.floor, 1.0, 1.0, p.pull, 1.0)
        rows = draw.below("devices.upgrade", len(r), most)
        over_rows(upgrade, rows.size, rows, draw.key("devices.upgrade"), p.hazard, p.floor, p.pull, r.rank, r.skill,
                  r.device_discount, r.device)  # fmt: skip
