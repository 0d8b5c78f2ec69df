"""Whose wage or benefit arrives in an account."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws, uniform
from sim.kernels import kernel, over_rows
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column


@kernel
def move_to_accounts(
    lo: int, hi: int, rows: Array, key: np.uint64, drift: float, push: Array, banked: Array, work: Array,
    benefits: Array, paid: Array,
) -> None:  # fmt: skip
    """Those with an account and a wage or benefit are moved with chance drift + push."""
    for k in range(lo, hi):
        i = rows[k]
        if not paid[i] and banked[i] and (benefits[i] or work[i] > 0):
            paid[i] = uniform(key, i) < drift + push[i]


class Incomes(Mechanism):
    """Employers and agencies move wages and benefits from cash to accounts, slowly on their own.

        chance a month = drift + push        for residents with an account and a wage or a benefit

    `push` is what a policy of paying digitally adds.
    Source: assumption; the shares at month 0 come from the city file.
    """

    phase = Phase.INCOME
    order = 20
    reads = ("residents.banked", "residents.work", "residents.benefits", "residents.pay_push")
    writes = ("residents.paid_digitally",)
    columns = (
        Column("residents.pay_push", np.float32, "Extra chance of being paid into an account", "1/month",
               start=0, monthly=True),
    )  # fmt: skip
    drift = Param(
        0.002, unit="1/month", bounds=(0.0, 0.02), role="uncertainty",
        label="Wages and benefits moving to accounts on their own", source="assumption",
    )  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of pay days."""
        r = city.residents
        rows = draw.below("incomes.move", len(r), p.drift + float(r.pay_push.max()))
        over_rows(move_to_accounts, rows.size, rows, draw.key("incomes.move"), p.drift, r.pay_push, r.banked, r.work,
                  r.benefits, r.paid_digitally)  # fmt: skip
