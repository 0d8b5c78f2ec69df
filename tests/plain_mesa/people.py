"""A resident, a business and a district of the plain city."""

from __future__ import annotations

from typing import Any

import mesa

from tests.plain_mesa.access import Access
from tests.plain_mesa.choosing import CHANNELS, Choosing
from tests.plain_mesa.luck import single
from tests.plain_mesa.mind import Mind
from tests.plain_mesa.papers import Papers
from tests.plain_mesa.paying import Paying
from tests.plain_mesa.services import Services


class Resident(Access, Papers, Choosing, Paying, Services, Mind, mesa.Agent):
    """One adult, with the facts of month 0 as attributes."""

    def __init__(self, model: Any, row: int, facts: dict[str, Any], district: Any) -> None:
        super().__init__(model)
        self.__dict__.update(facts)
        self.row, self.district = row, district
        self.phone_at_hand, self.prompted = self.device, False
        self.works = self.work != "not working"
        self.schooling = ("primary or less", "secondary", "tertiary").index(self.education)
        self.taste = {channel: getattr(self, f"taste_{channel}") for channel in CHANNELS}
        self.stage = dict.fromkeys(CHANNELS, "unaware")
        self.barrier = dict.fromkeys(CHANNELS, "awareness")
        self.peers = dict.fromkeys(CHANNELS, 0.0)
        self.service_habit = dict.fromkeys(CHANNELS[1:], 0.0)
        self.contacts: list[Resident] = []
        self.shops: list[Business] = []
        self.accepted = self.habit = self.shop_habit = self.trained = self.harm = 0.0
        self.to_people = self.to_shops = 0.0
        self.data_discount = 0.0
        self.waiting, self.pending, self.need, self.way_in = False, False, "no need", "none"

    def luck(self, stream: str) -> float:
        """This resident's luck in one thing this month."""
        return self.model.luck.draw(stream, self.model.month, self.row)


class Business(mesa.Agent):
    """One shop or firm that may take digital payment."""

    def __init__(self, model: Any, row: int, facts: dict[str, Any], district: Any) -> None:
        super().__init__(model)
        self.__dict__.update(facts)
        self.row, self.district = row, district
        self.size_class = ("own-account", "small", "medium or large").index(self.size)
        self.visits: list[Resident] = []  # a resident appears once for each visit
        self.accepts, self.onboarded, self.share = False, False, 0.0

    def look_around(self) -> None:
        """Share of customer visits by people who pay digitally, as of last month."""
        paying = sum(customer.stage["payments"] == "uses" for customer in self.visits)
        self.share = paying / max(len(self.visits), 1)

    def decide(self) -> None:
        """base + customers + neighbours + size − informality − fee − hassle + ε > 0."""
        p, city = self.model.p.merchants, self.model.outside
        if self.model.luck.draw("merchants.decide", self.model.month, self.row) >= p.rate:
            return
        settled = self.onboarded or self.accepts
        value = (
            p.base + p.customers * self.share + p.neighbours * self.district.accepting
            + p.size * self.size_class - (0 if self.formal else p.informality)
            - p.fee_weight * (p.fee * (1 - city.merchant_fee_waived)) - (0 if settled else p.hassle)
        )  # fmt: skip
        self.accepts = value + self.taste > 0


class District:
    """A district, with the share of its homes that networks reach."""

    def __init__(self, coverage: float) -> None:
        self.coverage, self.reach, self.accepting = coverage, coverage, 0.0
        self.businesses: list[Business] = []

    def build(self, p: Any) -> None:
        """coverage + growth · (ceiling − coverage), in the precision that coverage is kept in."""
        gap = max(single(single(p.ceiling) - self.coverage), 0)
        self.coverage = single(self.coverage + single(single(p.growth) * gap))

    def transmit(self, built: float, down: float) -> None:
        """max(market, built) · (1 − down)."""
        self.reach = single(max(self.coverage, built) * single(1 - down))

    def count_accepting(self) -> None:
        """Share of the district's businesses that accept, before this month's decisions."""
        accepting = sum(business.accepts for business in self.businesses)
        self.accepting = accepting / max(len(self.businesses), 1)
