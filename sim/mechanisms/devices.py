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
def upgrade_chance(hazard: float, floor: float, rank: float, pull: float, discount: float) -> float:
    """hazard · (floor + rank) · (1 + pull · discount): the chance of a smartphone this month."""
    return hazard * (floor + rank) * (1.0 + pull * discount)


@kernel
def upgrade(
    lo: int, hi: int, rows: Array, key: np.uint64, hazard: float, floor: float, pull: float, rank: Array,
    discount: Array, device: Array,
) -> None:  # fmt: skip
    """Give a smartphone to those whose draw falls under their chance."""
    for k in range(lo, hi):
        i = rows[k]
        if device[i] < SMARTPHONE and uniform(key, i) < upgrade_chance(
            hazard, floor, rank[i], pull, discount[i]
        ):
            device[i] = SMARTPHONE


class Devices(Mechanism):
    """Residents replace a basic phone, or none, by a smartphone; the richer sooner.

        chance a month = hazard · (floor + income rank) · (1 + pull · discount)

    Leaves out: broken phones, shared phones and resale.
    Source: the form and the hazard are assumptions (about a quarter of basic-phone owners change
    in ten years at the bottom of the income order, nearly half at the top).
    """

    phase = Phase.ACCESS
    order = 10
    reads = ("residents.rank", "residents.device_discount")
    writes = ("residents.device",)
    columns = (
        Column("residents.device_discount", np.float32, "Share of a smartphone's price paid by others",
               "share", start=0, bounds=(0, 1), monthly=True),
    )  # fmt: skip
    hazard = Param(
        0.004, unit="1/month", bounds=(0.0, 0.03), role="uncertainty",
        label="Monthly hazard of moving to a smartphone", source="assumption",
    )  # fmt: skip
    floor = Param(
        0.3, unit="ratio", bounds=(0.0, 1.0), role="uncertainty",
        label="Hazard of the poorest relative to the richest, less the rank term", source="assumption",
    )  # fmt: skip
    pull = Param(
        12.0, unit="ratio", bounds=(0.0, 40.0), role="uncertainty",
        label="How much a fully paid smartphone multiplies the hazard",
        source="assumption: a half-price phone makes the change seven times as likely in a month",
    )  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of new phones."""
        r = city.residents
        most = upgrade_chance(p.hazard, p.floor, 1.0, p.pull, 1.0)
        rows = draw.below("devices.upgrade", len(r), most)
        over_rows(upgrade, rows.size, rows, draw.key("devices.upgrade"), p.hazard, p.floor, p.pull, r.rank,
                  r.device_discount, r.device)  # fmt: skip
