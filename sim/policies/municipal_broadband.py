"""The city builds networks and connects poorer homes for less."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.kernels import raise_where
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


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
        had = np.maximum(d.built, d.coverage)
        reached = had + aim.strength * p.pace * np.maximum(p.homes - had, 0)
        dug = aim.districts & (reached > had)
        d.built[dug] = reached[dug]
        new = float(((reached - had) * d.population)[aim.districts].sum()) * city.adults
        eligible = aim.residents & (r.rank < p.below)
        raise_where(r.data_discount, aim.strength * p.discount, eligible)
        served = np.count_nonzero(eligible & r.online) * city.weight
        running = served * p.service * p.discount * aim.strength / 12
        return (
            Spend("central_it", new * p.home, capital=True, units=new),
            Spend("people", running, units=served),
        )
