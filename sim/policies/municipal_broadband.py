"""The city builds networks and connects poorer homes for less."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.kernels import kernel, pairwise_sum
from sim.offers import discount_data
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import Array, City


@kernel
def build(
    pace: np.float32, homes: np.float32, aimed: Array, coverage: Array, population: Array, built: Array
) -> float:
    """Build for a month where that reaches more homes; returns the adults newly reached, as a share of the city's."""
    newly, districts = np.empty_like(population), 0
    for d in range(aimed.size):
        if aimed[d]:
            had = max(built[d], coverage[d])
            reached = had + pace * max(homes - had, np.float32(0))
            built[d] = reached if reached > had else built[d]
            newly[districts] = (reached - had) * population[d]
            districts += 1
    return pairwise_sum(newly[:districts])


class MunicipalBroadband(Policy):
    """The city brings a signal to the homes that markets leave out, and takes part of the bill.

    Eligible: all homes of the districts aimed at; for the lower price, residents whose income rank
    is under `below`.
    Reached:  built' = max(built, coverage) + pace · (homes − that), month by month; what is built stays.
    Effect:   the homes reached have a signal; the eligible pay (1 − discount) of the price of data.
    Cost:     `home` once per adult newly reached (capital), `service` a year per discounted adult.
    """

    reads = ("residents.rank", "residents.online", "districts.coverage", "districts.population")
    writes = ("districts.built", "residents.data_discount")
    changes = ("online", "higher")
    side_effects = "Coverage alone leaves out those without a phone, papers or skill; it can widen the gap."
    homes = Param(0.98, unit="share", bounds=(0.5, 1.0), role="lever", label="Homes to reach",
                   source="policy choice")  # fmt: skip
    pace = Param(0.08, unit="share/month", bounds=(0.01, 1.0), role="uncertainty",
                 label="Share of the remaining homes reached in a month", source="assumption")  # fmt: skip
    discount = Param(0.5, unit="share", bounds=(0.0, 1.0), role="lever",
                     label="Share of the data price paid for the eligible",
                     source="policy choice; New York's and others' schemes pay half to all")  # fmt: skip
    below = Param(0.4, unit="income rank", bounds=(0.0, 1.0), role="lever",
                  label="Income rank under which the discount applies", source="policy choice")  # fmt: skip
    home = Param(150.0, unit="US$/adult", bounds=(10, 2000), role="uncertainty",
                 label="Building cost per adult newly reached", source="assumption")  # fmt: skip
    service = Param(100.0, unit="US$/adult-year", bounds=(5, 400), role="uncertainty",
                    label="Running cost per adult on the discount, at full discount",
                    source="city broadband schemes: about 100 per resident-year")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """Build, then discount."""
        r, d = city.residents, city.districts
        pace, homes = np.float32(aim.strength * p.pace), np.float32(p.homes)
        new = build(pace, homes, aim.districts, d.coverage, d.population, d.built) * city.adults
        online = discount_data(aim.strength * p.discount, np.float32(p.below), aim.residents, r.rank, r.online,
                               r.data_discount)  # fmt: skip
        served = online * city.weight
        running = served * p.service * p.discount * aim.strength / 12
        return (
            Spend("central_it", new * p.home, capital=True, units=new),
            Spend("subsidies", running, units=served),
        )
