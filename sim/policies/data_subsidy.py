"""Part of the price of data is paid for poorer residents."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.offers import discount_data
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class DataSubsidy(Policy):
    """A social tariff: the city pays a share of the data plan of residents under an income rank.

    Eligible: income rank under `below`.
    Reached:  every eligible resident who takes a plan.
    Effect:   the price of data is multiplied by 1 − share.
    Cost:     share · price of the plan, per eligible resident online.
    """

    reads = ("residents.rank", "residents.online", "government.data_price", "government.price_fall")
    writes = ("residents.data_discount",)
    changes = ("online", "higher")
    side_effects = "Pays for many who would have been online anyway; ends when the money ends."
    share = Param(0.6, unit="share", bounds=(0.0, 1.0), role="lever", label="Share of the data price paid",
                  source="policy choice; 0.3-0.8 in use")  # fmt: skip
    below = Param(0.4, unit="income rank", bounds=(0.0, 1.0), role="lever",
                  label="Income rank under which the tariff applies", source="policy choice")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """Discount the plans of the eligible."""
        r, g = city.residents, city.government
        share = aim.strength * p.share
        online = discount_data(share, np.float32(p.below), aim.residents, r.rank, r.online, r.data_discount)
        served = online * city.weight
        return (Spend("subsidies", served * share * float(g.data_price[0] * g.price_fall[0]), units=served),)
