"""Who builds the city's systems, at what price, and how hard it is to leave them."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.kernels import equation, kernel, pairwise_sum
from sim.params import Param
from sim.rules import Mechanism, Phase, Spend
from sim.tables import Array, City, Column


@equation
def switching_cost(
    base: float, value: float, standards: float, portability: float, tenure: float, soft: float
) -> float:
    """base · value · (1 − standards) · (1 − ½ portability) · (1 + .05 · years) · soft, in US$."""
    return base * value * (1 - standards) * (1 - 0.5 * portability) * (1 + 0.05 * tenure) * soft


@kernel
def lock_in(
    p: Any, value: Array, standards: Array, portability: Array, tenure: Array, capacity: Array,
    vendor: Array, open_source: Array, leave: Array,
) -> float:  # fmt: skip
    """Fill the cost of leaving each vendor, and return the lock-in index of `Procurement`."""
    shares, total, burden = np.zeros(open_source.size), value.sum(), 0.0
    for k in range(value.size):
        soft = p.soft if open_source[vendor[k]] and capacity[k] < p.thin else 1.0
        leave[k] = switching_cost(p.base, value[k], standards[k], portability[k], tenure[k], soft)
        shares[vendor[k]] += value[k] / total
        burden += min(leave[k] / value[k], 1.0) * value[k] / total
    return 0.5 * (shares**2).sum() + 0.5 * burden


@kernel
def measure(
    p: Any, value: Array, standards: Array, portability: Array, tenure: Array, capacity: Array, vendor: Array,
    open_source: Array, paid: Array, leave: Array,
) -> tuple[float, np.float32, float, float]:  # fmt: skip
    """The lock-in index, twice the mean of standards, what leaving every vendor costs, and what is paid a year."""
    index = lock_in(p, value, standards, portability, tenure, capacity, vendor, open_source, leave)
    twice = np.float32(2) * pairwise_sum(standards) / np.float32(standards.size)
    return index, twice, pairwise_sum(leave), pairwise_sum(paid)


def competitive_price(bidders: float, usual: float, elasticity: float) -> float:
    """(bidders / usual)^−elasticity: price relative to a tender with the usual number of bidders."""
    return float((bidders / usual) ** -elasticity)


class Procurement(Mechanism):
    """Agencies renew contracts; the cost of leaving lets the incumbent ask for more.

        S        = base · value · (1 − standards) · (1 − ½ portability) · (1 + .05 · years in place)
        bidders  = usual · (1 + 2 · standards · open tender)
        price    ∝ bidders^−elasticity              (doubling the bidders: −9 %)
        switch if  rival + S/years < incumbent;  an incumbent who stays adds extract · S/years
        lock-in  = ½ · Σ(vendor's share)² + ½ · mean(S / annual value)

    An open-source system without documentation and people to run it is soft lock-in: S × soft
    where the agency's capacity is under `thin`. A city that switches pays S once.

    Source: elasticity from European tenders (European Commission); a mean S of about a year's value
    and the incumbent's share of it are assumptions.
    """

    phase = Phase.AGENCIES
    order = 10
    reads = ("vendors.price", "vendors.open_source", "agencies.standards", "agencies.portability",
             "agencies.value", "agencies.capacity", "agencies.contract_years", "government.open_tender")  # fmt: skip
    writes = ("agencies.vendor", "agencies.contract_end", "agencies.tenure")
    columns = (
        Column("agencies.paid", np.float64, "Annual price paid", "US$/year", start=0),
        Column("agencies.switching_cost", np.float64, "Cost of leaving the vendor", "US$", start=0),
        Column("government.open_tender", np.float64, "Share of tenders open to all on equal terms", "share",
               start=0, bounds=(0, 1), monthly=True),
        Column("government.bidders", np.float64, "Bidders at a tender", "bidders", start=0),
        Column("government.exit_cost", np.float64, "Cost of leaving every vendor", "years of contract value", start=0),
        Column("government.lock_in", np.float64, "Lock-in index", "index", start=0, bounds=(0, 1)),
    )  # fmt: skip
    base = Param(1.2, unit="years of value", bounds=(0, 4), role="uncertainty",
                 label="Cost of leaving a fully proprietary system", source="assumption")  # fmt: skip
    usual = Param(2.5, unit="bidders", bounds=(1, 10), role="uncertainty",
                  label="Bidders at a closed tender", source="assumption")  # fmt: skip
    elasticity = Param(0.136, unit="ratio", bounds=(0, 0.5), role="uncertainty",
                       label="How price falls with bidders",
                       source="European Commission: doubling bidders lowers price 9 %")  # fmt: skip
    extract = Param(0.4, unit="share", bounds=(0, 1), role="uncertainty",
                    label="Share of the switching cost that the incumbent charges",
                    source="assumption")  # fmt: skip
    spread = Param(0.3, unit="ratio", bounds=(0, 1), role="uncertainty",
                   label="Luck in a vendor's price, lowest to highest", source="assumption")  # fmt: skip
    soft = Param(1.5, unit="ratio", bounds=(1, 3), role="uncertainty",
                 label="Soft lock-in of open source without capacity", source="assumption")  # fmt: skip
    thin = Param(0.3, unit="share", bounds=(0, 1), role="uncertainty",
                 label="Capacity under which open source is soft lock-in", source="assumption")  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Month 0: contracts in force at their declared value."""
        city.agencies.paid[:] = city.agencies.value
        self._measure(city, p)

    def step(self, city: City, p: Any, draw: Draws) -> tuple[Spend, ...]:
        """Renew what ends this month, pay for the month, and measure lock-in."""
        a = city.agencies
        tenure = a.tenure
        tenure += 1 / 12
        paid = self._measure(city, p)
        ending = [k for k, end in enumerate(a.contract_end.tolist()) if end == city.month]
        moved = sum(self._renew(city, p, draw, k) for k in ending)
        if ending:
            paid = self._measure(city, p)
        bill = Spend("central_it", paid / 12)
        return (bill, Spend("central_it", moved, capital=True)) if moved else (bill,)

    def _renew(self, city: City, p: Any, draw: Draws, k: int) -> float:
        """One tender; returns the cost of moving, if the agency moves."""
        a, g = city.agencies, city.government
        value, years, old = float(a.value[k]), float(a.contract_years[k]), int(a.vendor[k])
        luck = draw.uniform(f"procurement.{k}", len(city.vendors))
        usual = value * competitive_price(float(g.bidders[0]), p.usual, p.elasticity)
        asked = (usual * (city.vendors.price * (1 + p.spread * (luck - 0.5)))).tolist()
        best = min(
            (vendor for vendor in range(len(asked)) if vendor != old), key=asked.__getitem__, default=old
        )
        leave = float(a.switching_cost[k])
        a.contract_end[k] = city.month + round(12 * years)
        if asked[best] + leave / years < asked[old]:
            a.vendor[k], a.paid[k], a.tenure[k] = best, asked[best], 0
            return leave
        a.paid[k] = asked[old] + p.extract * leave / years
        return 0.0

    def _measure(self, city: City, p: Any) -> float:
        """Switching costs, expected bidders and the lock-in index; returns what is paid a year."""
        a, g = city.agencies, city.government
        g.lock_in[0], standards, leaving, paid = measure(
            p, a.value, a.standards, a.portability, a.tenure, a.capacity, a.vendor, city.vendors.open_source,
            a.paid, a.switching_cost,
        )  # fmt: skip
        g.exit_cost[0] = leaving / max(paid, 1.0)
        g.bidders[0] = p.usual * (1 + float(standards) * float(g.open_tender[0]))
        return paid
