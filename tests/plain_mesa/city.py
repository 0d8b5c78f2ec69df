"""The plain city: its agents, and its month as a list of things they do."""

from __future__ import annotations

from itertools import accumulate
from types import SimpleNamespace
from typing import Any

import mesa

from sim.tables import City
from tests.plain_mesa.luck import Luck
from tests.plain_mesa.outside import COURSE, PERSONAL, Witness, words
from tests.plain_mesa.people import Business, District, Resident

FACTS = (
    "banked", "benefits", "centre_access", "cover_rank", "device", "disabled", "documents", "education", "female",
    "guardian_place",
    "identity",
    "income", "paid_digitally", "phone_limit", "price_limit", "rank", "share_limit", "skill", "smartphone_limit",
    "taste_assistant", "taste_eservices", "taste_payments", "trip_limit", "trust", "trust_providers", "trust_start", "work",
)  # fmt: skip
MEANS = (
    "open_an_account", "be_paid_into_the_account", "count_phones_at_home", "get_a_phone", "go_online",
    "look_for_a_phone", "borrow_a_phone", "find_a_way_in",
)  # fmt: skip
TRADE = ("formal", "size", "taste")


class PlainCity(mesa.Model):
    """Residents and businesses of a synthetic city as ordinary Mesa agents.

    Agents act in a shuffled order, different from the arrays': no rule of the month may depend on it.
    """

    def __init__(self, start: City, seed: int, p: Any, shuffle_seed: int = 0) -> None:
        super().__init__(rng=shuffle_seed)
        self.luck, self.month, self.p = Luck(seed), 0, p
        self.outside = SimpleNamespace(assisted=words(start.government, "assisted")[0])
        self.adults, self.weight = start.adults, start.weight
        self.districts = [District(coverage) for coverage in words(start.districts, "coverage")]
        self.people = self.settle(Resident, start.residents, FACTS)
        self.firms = self.settle(Business, start.businesses, TRADE)
        self.introduce(start)
        self.places = [self.luck.draw("enrolment.serve/queue", 0, r.row) for r in self.people]
        self.price, self.price_fall = words(start.government, "data_price")[0], 1.0
        self.phone_price = 1.0
        self.carried = self.registered = self.kits_working = 0.0
        self.ai_errors, self.agents_serve = 0.0, 1.0
        self.residents, self.businesses = self.agents_by_type[Resident], self.agents_by_type[Business]
        self.residents.do("look_for_a_signal")
        self.residents.do("go_online")
        self.residents.do("borrow_a_phone")
        self.residents.do("find_a_way_in")
        self.trust_ceiling = p.trust.cap

    def settle(self, kind: Any, table: Any, names: tuple[str, ...]) -> list[Any]:
        """One agent for each row of a table."""
        columns = {name: words(table, name) for name in names}
        homes = [self.districts[d] for d in words(table, "district")]
        rows = range(len(table))
        return [kind(self, i, {name: columns[name][i] for name in names}, homes[i]) for i in rows]

    def introduce(self, start: City) -> None:
        """Who knows whom, who shops where, and which businesses are neighbours."""
        shops = start.shops.tolist()
        homes: dict[int, list[Any]] = {}
        for resident, number in zip(self.people, words(start.residents, "household"), strict=True):
            resident.household = homes.setdefault(number, [])
            resident.household.append(resident)
            resident.contacts = [self.people[k] for k in start.network.neighbours(resident.row).tolist()]
            resident.shops = [self.firms[k] for k in shops[resident.row]]
            for shop in resident.shops:
                shop.visits.append(resident)
        for business in self.firms:
            business.district.businesses.append(business)

    def listen(self, seen: Witness, p: Any) -> None:
        """Take in this month's parameters and what policies, agencies and access points did."""
        self.p, self.outside = p, SimpleNamespace(**seen.public)
        rows = zip(*(seen.personal[name] for name in PERSONAL), strict=True)
        for resident, values in zip(self.people, rows, strict=True):
            resident.__dict__.update(zip(PERSONAL, values, strict=True))
        courses = zip(*(seen.personal[name] for name in COURSE), strict=True)
        for resident, (taken, skill, trained) in zip(self.people, courses, strict=True):
            if taken and not getattr(resident, "course_taken", False):
                resident.course_taken, resident.skill, resident.trained = True, skill, trained
        for business, onboarded in zip(self.firms, seen.onboarded, strict=True):
            business.onboarded = onboarded
        self.agents_at, self.density = seen.districts["agents"], seen.districts["agent_density"]
        self.built, self.down = seen.districts["built"], seen.districts["down"]
        self.open_agencies(seen.agencies)

    def open_agencies(self, agencies: dict[str, list[Any]]) -> None:
        """Agencies in a row, each as long as its part of the caseload."""
        ends = list(accumulate(agencies["caseload"]))
        kinds = zip(ends, agencies["forms"], agencies["whole"], agencies["down"], strict=True)
        self.agencies = [SimpleNamespace(end=e / ends[-1], forms=f, whole=w, down=x) for e, f, w, x in kinds]

    def agency_at(self, place: float) -> Any:
        """The agency at a place between 0 and 1 along the caseload."""
        return next(agency for agency in self.agencies if place <= agency.end)

    def is_live(self, component: str) -> bool:
        """Whether the city has launched a component."""
        return getattr(self.outside, f"live_{component}")

    def is_open(self, channel: str) -> bool:
        """Whether there is something to hear of: the channel is live, or payments take registrations."""
        return self.outside.open_payments if channel == "payments" else self.is_live(channel)

    def step(self) -> None:
        """One month, on what `listen` has taken in; `live` says what each rule waits for."""
        self.month += 1
        self.connect()
        self.settle_kits()
        if self.is_live("identity"):
            self.residents.shuffle_do("come_to_enrol")
            self.serve_the_queue()
            self.residents.shuffle_do("receive_the_number")
            self.residents.shuffle_do("activate")
        self.phone_price *= 1 + self.p.devices.price_change
        for rule in MEANS:
            self.residents.shuffle_do(rule)
        self.residents.shuffle_do("look_around")
        self.businesses.shuffle_do("look_around")
        self.residents.shuffle_do("hear")
        self.choose()
        self.residents.shuffle_do("meet_a_need")
        for rule in ("feel", "talk", "practise"):
            self.residents.shuffle_do(rule)
        self.trust_ceiling = self.p.trust.cap + self.outside.institutions

    def connect(self) -> None:
        """Networks grow and prices move."""
        for district, built, down in zip(self.districts, self.built, self.down, strict=True):
            district.build(self.p.connectivity)
            district.transmit(built, down)
        self.residents.shuffle_do("look_for_a_signal")
        self.serve_cash()
        self.price_fall *= 1 + self.p.affordability.price_change

    def serve_cash(self) -> None:
        """min(1, agents · customers ÷ payers who depend on them)."""
        p, linked = self.p.cash_agents, self.p.cash_agents.banks_linked
        pays = [r for r in self.people if r.stage["payments"] == "uses" and not (linked and r.banked)]
        agents = sum(n * density for n, density in zip(self.agents_at, self.density, strict=True))
        needed = len(pays) * self.weight
        self.agents_serve = min(1.0, agents * p.customers / needed) if needed else 1.0

    @property
    def data_price(self) -> float:
        """The price of the smallest bundle that keeps a person online."""
        return self.p.affordability.smallest * self.price * self.price_fall

    def settle_kits(self) -> None:
        """Kits withdrawn stop at once; new ones get up to speed in `settling` months on average."""
        sent = self.outside.kits
        coming = (sent - self.kits_working) / (1 + self.p.enrolment.settling)
        self.kits_working = min(sent, self.kits_working + coming)

    def serve_the_queue(self) -> None:
        """Enrol as many of those who wait as there is room for, in an order fixed for life."""
        offices = self.p.enrolment.capacity * self.adults / 1000
        capacity = (offices + self.kits_working) * self.outside.in_person
        room = capacity / self.weight + self.carried
        waiting = sorted((r for r in self.people if r.waiting), key=lambda r: self.places[r.row])
        served = waiting[: int(room)]
        for resident in served:
            resident.pending, resident.waiting = True, False
        self.carried = min(room - len(served), 1.0)

    def choose(self) -> None:
        """Decisions on each live channel, by residents and by businesses, and the payments that follow."""
        if self.outside.open_payments:
            self.residents.shuffle_do("register")
        if self.is_live("payments"):
            self.residents.shuffle_do("decide_on_payments")
        self.ai_errors = self.p.assistant.errors * (1 - self.outside.ai_care)
        for channel in ("eservices", "assistant"):
            if self.is_live(channel):
                self.residents.shuffle_do(f"decide_on_{channel}")
        if not self.is_live("payments"):
            return
        for district in self.districts:
            district.count_accepting()
        self.businesses.shuffle_do("decide")
        linked = self.p.cash_agents.banks_linked
        known = sum(
            r.stage["payments"] in ("registered", "uses", "lapsed") or bool(r.banked and linked)
            for r in self.people
        )
        self.registered = known / len(self.people)
        self.residents.shuffle_do("pay")
