"""Who owns a phone, and who a smart one."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.city.columns import DEVICES
from sim.draws import Draws, uniform
from sim.kernels import equation, kernel, over_rows
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column

NO_PHONE, BASIC_PHONE, SMARTPHONE = range(len(DEVICES))


@equation
def bought(price: float, discount: float, phone_limit: float, smartphone_limit: float) -> int:
    """The best phone within reach: a smartphone at price · (1 − discount), else a basic one at `price`, else none."""
    if price * (1.0 - discount) <= smartphone_limit:
        return SMARTPHONE
    return BASIC_PHONE if price <= phone_limit else NO_PHONE


@kernel
def household_share(i: int, household: Array, device: Array) -> float:
    """Share of the others in the household who own a smartphone; a household's rows follow each other."""
    others, smart, k = 0, 0, np.int64(i)
    while k > 0 and household[k - 1] == household[i]:
        k -= 1
    while k < household.size and household[k] == household[i]:
        others += k != i
        smart += k != i and device[k] == SMARTPHONE
        k += 1
    return smart / max(others, 1)


@kernel
def acquire(
    lo: int, hi: int, rows: Array, key: np.uint64, ready: float, passed_on: float, price: float, household: Array,
    before: Array, discount: Array, phone_limit: Array, smartphone_limit: Array, device: Array,
) -> None:  # fmt: skip
    """Whose draw is under `ready` goes to the shop; whose draw is next to it is handed a phone at home."""
    for k in range(lo, hi):
        i = rows[k]
        if before[i] == SMARTPHONE:
            continue
        luck = uniform(key, i)
        if luck < ready:
            device[i] = max(before[i], bought(price, discount[i], phone_limit[i], smartphone_limit[i]))
        elif luck < ready + passed_on * household_share(i, household, before):
            device[i] = SMARTPHONE


class Devices(Mechanism):
    """As phones become cheaper, those buy one for whom they were too dear; others are handed one on at home.

        smartphone bought if   price · (1 − discount) ≤ limit,    by those ready to buy: a share `ready` a month
        basic phone bought if  price ≤ limit for a first phone,   by those who have none and are ready
        handed a smartphone    with chance  passed_on · (share of the others in the household who own one)

    `price` is relative to month 0 and falls month by month. Each resident's limits are fixed for life, from the
    same logit that decided who owned a phone at month 0, with a weight on log price: so group gaps in log-odds
    stay about constant while prices fall, as they do in surveys, and no power is computed in the month.

    Source: assumption; in ten years without a policy a city like the default one goes from half to about
    three quarters with a smartphone. Leaves out: broken and stolen phones, loans, skill gained later.
    """

    phase = Phase.ACCESS
    order = 10
    reads = ("residents.household", "residents.phone_limit", "residents.smartphone_limit",
             "residents.device_discount")  # fmt: skip
    writes = ("residents.device",)
    columns = (
        Column("residents.device_discount", np.float32, "Share of a smartphone's price paid by others",
               "share", start=0, bounds=(0, 1), monthly=True),
        Column("government.device_fall", np.float64, "Price of phones relative to month 0", "ratio", start=1),
    )  # fmt: skip
    ready = Param(
        0.05, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
        label="Chance of being ready to buy a phone in a month",
        source="assumption: a phone is thought of every one to two years",
    )  # fmt: skip
    passed_on = Param(
        0.002, unit="1/month", bounds=(0.0, 0.05), role="uncertainty",
        label="Chance a month of being handed a used smartphone where all others at home own one",
        source="assumption",
    )  # fmt: skip
    price_change = Param(
        -0.006, unit="share/month", bounds=(-0.03, 0.03), role="uncertainty",
        label="Monthly change of the price of phones", source="assumption: about −7 % a year",
    )  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of new and used phones."""
        r, fall = city.residents, city.government.device_fall
        fall *= 1 + p.price_change
        rows = draw.below("devices.upgrade", len(r), p.ready + p.passed_on)
        over_rows(acquire, rows.size, rows, draw.key("devices.upgrade"), p.ready, p.passed_on, float(fall[0]),
                  r.household, r.device.copy(), r.device_discount, r.phone_limit, r.smartphone_limit,
                  r.device)  # fmt: skip
