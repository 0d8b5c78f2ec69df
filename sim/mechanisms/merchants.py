"""Which businesses take digital payment."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws, uniform
from sim.kernels import equation, kernel, over_rows
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column


@equation
def merchant_utility(
    p: Any, customers: float, neighbours: float, size: int, formal: bool, fee: float, hassle: float
) -> float:
    """W of taking digital payment, in utils; see `Merchants` for the equation."""
    value: float = (
        p.base + p.customers * customers + p.neighbours * neighbours + p.size * size
        - p.informality * (not formal) - p.fee_weight * fee - hassle
    )  # fmt: skip
    return value


@kernel
def choose_acceptance(
    lo: int, hi: int, key: np.uint64, p: Any, fee: float, payers: Array, customers: Array, nearby: Array,
    district: Array, size: Array, formal: Array, onboarded: Array, taste: Array, accepts: Array,
) -> None:  # fmt: skip
    """With probability `rate`, a business decides afresh on last month's customers and neighbours."""
    for i in range(lo, hi):
        if uniform(key, i) < p.rate:
            share = payers[i] / max(customers[i], 1)
            hassle = 0.0 if onboarded[i] or accepts[i] else p.hassle
            value = merchant_utility(p, share, nearby[district[i]], size[i], formal[i], fee, hassle)
            accepts[i] = value + taste[i] > 0.0


@kernel
def nearby_share(district: Array, accepts: Array, districts: int) -> Array:
    """Share of each district's businesses that accept."""
    number, accepting = np.zeros(districts), np.zeros(districts)
    for i in range(district.size):
        number[district[i]] += 1.0
        accepting[district[i]] += accepts[i]
    return accepting / np.maximum(number, 1.0)


@kernel
def count_shops(accepts: Array, onboarded: Array, size: Array) -> tuple[int, int, int, int]:
    """Businesses that accept, that are set up, on own account, and both on own account and accepting."""
    accepting, ready, own, own_accepting = 0, 0, 0, 0
    for i in range(accepts.size):
        accepting += accepts[i]
        ready += accepts[i] | onboarded[i]
        own += size[i] == 0
        own_accepting += accepts[i] & (size[i] == 0)
    return accepting, ready, own, own_accepting


class Merchants(Mechanism):
    """A business takes digital payment when customers and neighbouring shops make it worth while.

        W = base + customers·(share of customer visits by digital payers)
            + neighbours·(share of the district's shops that accept) + size·(0, 1, 2)
            − informality·(not registered) − fee_weight·fee − hassle·(not onboarded)
        accepts = W + ε > 0,    decided afresh with probability `rate` a month

    Setting up is a hassle only once; a policy that brings the QR code to the counter removes it.

    Source: base, customers and rate are medians of what fitted in an earlier model; small shops' acceptance rose 18 %
    when benefit recipients got cards (Higgins 2024, American Economic Review).
    """

    phase = Phase.BUSINESS
    order = 10
    reads = ("businesses.payers", "businesses.customers", "businesses.district", "businesses.size",
             "businesses.formal", "businesses.taste", "businesses.onboarded", "government.merchant_fee_waived",
             "government.live_payments")  # fmt: skip
    columns = (
        Column("businesses.accepts", np.bool_, "Takes digital payment", "yes/no", start=0),
        Column("businesses.onboarded", np.bool_, "Was helped to set up", "yes/no", start=0),
        Column("government.merchant_fee_waived", np.float64, "Share of the merchant fee that is waived",
               "share", start=0, bounds=(0, 1), monthly=True),
        Column("government.merchants_accepting", np.float64, "Businesses that take digital payment", "share",
               start=0),
        Column("government.merchants_ready", np.float64, "Businesses set up for digital payment, using it or not",
               "share", start=0),
        Column("government.small_accepting", np.float64, "Own-account businesses that take digital payment",
               "share", start=0),
    )  # fmt: skip
    base = Param(-1.3, unit="utils", bounds=(-5, 2), role="uncertainty",
                 label="Appeal of taking digital payment in itself",
                 source="fitted in an earlier model; 90 % of the fits lie between -3.1 and -1.1")  # fmt: skip
    customers = Param(4.6, unit="utils", bounds=(0, 10), role="uncertainty",
                      label="Weight of customers who pay digitally",
                      source="fitted in an earlier model; 90 % of the fits lie between 2.0 and 6.7")  # fmt: skip
    neighbours = Param(0.8, unit="utils", bounds=(0, 4), role="uncertainty",
                       label="Weight of neighbouring shops that accept", source="assumption")  # fmt: skip
    size = Param(0.5, unit="utils/class", bounds=(0, 3), role="uncertainty",
                 label="Weight of the size of the business", source="assumption")  # fmt: skip
    informality = Param(0.5, unit="utils", bounds=(0, 4), role="uncertainty",
                        label="Shift for businesses not registered for tax", source="assumption")  # fmt: skip
    fee = Param(1.5, unit="% of a sale", bounds=(0, 10), role="lever", label="Fee on a merchant's sale",
                source="assumption: card fees of 1-3 % are common")  # fmt: skip
    fee_weight = Param(0.4, unit="utils per %", bounds=(0, 3), role="uncertainty",
                       label="Weight of the merchant fee", source="assumption")  # fmt: skip
    hassle = Param(0.8, unit="utils", bounds=(0, 4), role="uncertainty",
                   label="Trouble of setting up alone", source="assumption")  # fmt: skip
    rate = Param(0.083, unit="1/month", bounds=(0.01, 1), role="uncertainty",
                 label="Chance of deciding afresh in a month",
                 source="fitted in an earlier model; 90 % of the fits lie between 0.035 and 0.139")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of decisions, then count who accepts."""
        b, g = city.businesses, city.government
        if not g.live_payments[0]:
            return
        nearby = nearby_share(b.district, b.accepts, len(city.districts))
        fee = p.fee * (1 - float(g.merchant_fee_waived[0]))
        over_rows(choose_acceptance, len(b), draw.key("merchants.decide"), p, fee, b.payers, b.customers,
                  nearby, b.district, b.size, b.formal, b.onboarded, b.taste,
                  b.accepts)  # fmt: skip
        accepting, ready, own, own_accepting = count_shops(b.accepts, b.onboarded, b.size)
        g.merchants_accepting[0] = accepting / len(b)
        g.merchants_ready[0] = ready / len(b)
        g.small_accepting[0] = own_accepting / max(own, 1)
