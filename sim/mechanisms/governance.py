"""Who runs the infrastructure: one centre, the city, a federation, or a private partner."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Mechanism, Phase, Spend
from sim.tables import City


class Bundle(NamedTuple):
    """What a governance model changes, relative to leaving things as they are."""

    capacity: float  # pace of digitising, modernising and connecting
    delay: float  # months until anything moves
    standards: float  # share of interfaces on open standards it leads to
    concentration: float  # Herfindahl index of vendors it leads to
    fit: float  # how well services suit local needs
    trust: float  # added to trust institutions
    cost: float  # of running the systems


AS_IT_IS = Bundle(1.0, 0, 0.0, 0.0, 1.0, 0.0, 1.0)
CENTRALISED = Bundle(1.3, 6, 0.8, 0.5, 0.8, 0.0, 1.0)
CITY_LED = Bundle(0.7, 2, 0.4, 0.3, 1.2, 0.03, 1.1)
FEDERATED = Bundle(1.0, 4, 0.9, 0.25, 1.0, 0.02, 1.2)
PARTNERSHIP = Bundle(1.2, 3, 0.5, 0.7, 0.9, -0.02, 1.1)
BUNDLES = (AS_IT_IS, CENTRALISED, CITY_LED, FEDERATED, PARTNERSHIP)


class Governance(Mechanism):
    """A scenario picks one governance model; each is a bundle of speed, cost, trust and concentration.

        model              capacity  delay  standards  vendors  local fit  trust   cost
        1 centralised         1.3      6       .8        .50        .8       0      1.0
        2 city-led             .7      2       .4        .30       1.2     +.03     1.1
        3 federated           1.0      4       .9        .25       1.0     +.02     1.2
        4 partnership         1.2      3       .5        .70        .9     −.02     1.1  (.8 and a fee of .3)

    Pushes on digitising, modernising and connecting are multiplied by 1 + weight · (capacity − 1), and
    by 0 in the first weight · delay months. Standards close a share `pace` of the way to the bundle's
    every month. When a contract ends and the Herfindahl index of vendors (by value) is more than
    `slack` from the bundle's, the agency goes to the largest vendor, or to the smallest, pays its
    switching cost, and starts a contract of usual length at that vendor's price. A larger vendor is a
    larger hole: an attack or an exit takes all its agencies (see cyber_attack, vendor_exit).
    Model 0, the default, changes nothing.

    Source: assumption throughout; move `weight` by half either way, and read results as conditional on it.
    """

    phase = Phase.AGENCIES
    order = 0
    reads = ("agencies.value", "agencies.switching_cost", "agencies.contract_years", "vendors.price")
    writes = ("government.digitise_push", "government.modernise_push", "government.link_push",
              "government.local_fit", "government.institutions", "agencies.standards", "agencies.vendor",
              "agencies.paid", "agencies.tenure", "agencies.contract_end")  # fmt: skip
    model = Param(0, unit="0 as it is, 1 centralised, 2 city-led, 3 federated, 4 partnership", bounds=(0, 4),
                  role="lever", whole=True, label="Governance model", source="policy choice")  # fmt: skip
    weight = Param(1.0, unit="ratio", bounds=(0.0, 1.5), role="uncertainty",
                   label="How far a model differs from leaving things as they are", source="assumption")  # fmt: skip
    pace = Param(0.02, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                 label="Share of the way to the model's standards covered in a month", source="assumption")  # fmt: skip
    slack = Param(0.05, unit="index", bounds=(0.0, 0.5), role="uncertainty",
                  label="Distance from the model's concentration that is let be", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> tuple[Spend, ...] | None:
        """One month under the model."""
        a, g, bundle = city.agencies, city.government, BUNDLES[int(p.model)]
        weight = p.weight * (p.model > 0)
        moving = city.month > weight * bundle.delay
        pushes, fit, institutions = (
            (g.digitise_push, g.modernise_push, g.link_push),
            g.local_fit,
            g.institutions,
        )
        standards, moved = a.standards, self._award(city, p, bundle)
        if weight == 0:
            return None
        for push in pushes:
            push *= moving * (1 + weight * (bundle.capacity - 1))
        fit *= 1 + weight * (bundle.fit - 1)
        institutions += weight * bundle.trust
        standards += weight * p.pace * (bundle.standards - standards)
        running = Spend("central_it", weight * (bundle.cost - 1) * float(a.paid.sum()) / 12)
        return (running, Spend("central_it", moved, capital=True)) if moved else (running,)

    def _award(self, city: City, p: Any, bundle: Bundle) -> float:
        """Steer contracts that end this month towards the bundle's concentration; returns the cost."""
        a, price, cost = city.agencies, city.vendors.price, 0.0
        vendor, paid, tenure, end = a.vendor, a.paid, a.tenure, a.contract_end
        leave, years, value = a.switching_cost, a.contract_years, a.value
        for k in np.flatnonzero(end == city.month) if p.model > 0 and p.weight > 0 else ():
            shares = np.bincount(vendor, weights=value, minlength=len(price)) / value.sum()
            distance = bundle.concentration - float((shares**2).sum())
            goal = int(shares.argmax() if distance > 0 else shares.argmin())
            if abs(distance) <= p.slack or goal == vendor[k]:
                continue
            cost += float(leave[k])
            vendor[k], tenure[k] = goal, 0
            paid[k] = value[k] * price[goal]
            end[k] = city.month + round(12 * float(years[k]))
        return cost
