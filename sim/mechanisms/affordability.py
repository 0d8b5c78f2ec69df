"""Whether going online is within a resident's means."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.choice import CONSTRAINTS, COVERAGE, DEVICE, NONE, PRICE
from sim.city.columns import DEVICES
from sim.draws import Draws
from sim.kernels import equation, kernel, over_rows
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column

SMARTPHONE = DEVICES.index("smartphone")


@equation
def affordable(price: float, discount: float, price_limit: float, income: float) -> bool:
    """price · (1 − discount) ≤ price_limit · income, in US$ a month."""
    return price * (1.0 - discount) <= price_limit * income


@kernel
def subscribe(
    lo: int, hi: int, price: float, covered: Array, device: Array, discount: Array,
    price_limit: Array, income: Array, access: Array, online: Array,
) -> None:  # fmt: skip
    """What is missing to be online: the signal, the smartphone, the money, or nothing."""
    for i in range(lo, hi):
        within = affordable(price, discount[i], price_limit[i], income[i])
        gate = NONE if within else PRICE
        gate = gate if device[i] == SMARTPHONE else DEVICE
        gate = gate if covered[i] else COVERAGE
        access[i] = gate
        online[i] = gate == NONE


class Affordability(Mechanism):
    """A resident goes online when a signal, a smartphone and the price of data allow it.

        online = covered AND smartphone AND price · smallest · (1 − discount) ≤ limit · income

    `price` is that of the basic monthly basket, `smallest` the least share of it that keeps a person
    online: prepaid bundles are sold by the day and week.

    Each person's limit is fixed for life: limit = .05 · exp(.35 · logit u), so that the share who
    can afford a plan at cost-to-income c is σ((ln .05 − ln c) / .35) and no exponential is needed
    in the month. The market price falls at a steady rate.

    Source: the 2 % of monthly income yardstick is the UN Broadband Commission's (2025 target); the
    curve around it is an assumption.
    """

    phase = Phase.ACCESS
    order = 20
    reads = ("residents.covered", "residents.device", "residents.data_discount",
             "residents.price_limit", "residents.income", "government.data_price")  # fmt: skip
    columns = (
        Column("residents.online", np.bool_, "Online", "yes/no", start=0,
               codes=("offline", "online"), tally="stock"),
        Column("residents.access", np.uint8, "What is missing to be online", "constraint", start=COVERAGE,
               codes=CONSTRAINTS),
        Column("residents.data_discount", np.float32, "Share of the data price that someone else pays",
               "share", start=0, bounds=(0, 1), monthly=True),
        Column("government.price_fall", np.float64, "Market price of data relative to month 0", "ratio",
               start=1),
    )  # fmt: skip
    smallest = Param(
        0.3, unit="share", bounds=(0.1, 1.0), role="uncertainty",
        label="Cost of the smallest bundle that keeps a person online, relative to the basic basket",
        source="assumption",
    )  # fmt: skip
    price_change = Param(
        -0.004, unit="share/month", bounds=(-0.03, 0.03), role="uncertainty",
        label="Monthly change of the price of data",
        source="assumption: about −5 % a year",
    )  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Month 0 at the prices of the city file."""
        self._subscribe(city, p)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """Prices move, then residents subscribe or drop off."""
        fall = city.government.price_fall
        fall *= 1 + p.price_change
        self._subscribe(city, p)

    def _subscribe(self, city: City, p: Any) -> None:
        r, g = city.residents, city.government
        price = p.smallest * float(g.data_price[0] * g.price_fall[0])
        over_rows(subscribe, len(r), price, r.covered, r.device, r.data_discount, r.price_limit,
                  r.income, r.access, r.online)  # fmt: skip
