"""The city's largest vendor goes out of business."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Shock, Spend
from sim.tables import City


class VendorExit(Shock):
    """Agencies of the vendor with most contract value must move to the cheapest other one at once.

        down with chance `stuck` · (1 − portability);  each pays `haste` · its switching cost

    A contract of usual length begins with the new vendor at that vendor's price. Leaves out: the vendor
    can win tenders again later (its firm is bought up, not gone).
    Source: assumption; an exit plan is what portability stands for.
    """

    reads = ("agencies.value", "agencies.switching_cost", "agencies.portability", "agencies.contract_years",
             "vendors.price")  # fmt: skip
    writes = (
        "agencies.vendor",
        "agencies.paid",
        "agencies.tenure",
        "agencies.contract_end",
        "agencies.struck",
    )
    stuck = Param(0.8, unit="share", bounds=(0, 1), role="uncertainty",
                  label="Chance of a month without systems where nothing can move", source="assumption")  # fmt: skip
    haste = Param(1.3, unit="ratio", bounds=(1, 4), role="uncertainty",
                  label="What moving in haste costs, relative to moving at a renewal", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...] | None:
        """Strike once."""
        a, price = city.agencies, city.vendors.price
        if len(price) < 2 or aim.strength <= 0:
            return None
        gone = int(np.bincount(a.vendor, weights=a.value, minlength=len(price)).argmax())
        left = a.vendor == gone
        others = np.where(np.arange(len(price)) == gone, np.inf, price)
        a.struck[left] = np.minimum(a.struck[left] + aim.strength * p.stuck * (1 - a.portability[left]), 1)
        a.vendor[left] = others.argmin()
        a.paid[left] = a.value[left] * others.min()
        a.tenure[left] = 0
        a.contract_end[left] = city.month + np.rint(12 * a.contract_years[left])
        cost = p.haste * float(a.switching_cost[left].sum())
        return (Spend("central_it", cost, capital=True, units=int(np.count_nonzero(left))),)
