"""Registering for digital payments, deciding to use them, and paying."""

from __future__ import annotations

from typing import Any

from tests.plain_mesa.choosing import shortfall
from tests.plain_mesa.luck import single

PHONES = ("no phone", "basic phone", "smartphone")


class Paying:
    """The part of a resident that pays."""

    def register(self: Any) -> None:
        """remote if online with an account; counter near an agent with account or papers; plus the bank."""
        p = self.model.p.registration
        if self.stage["payments"] not in ("unaware", "aware"):
            return
        if PHONES.index(self.phone_at_hand) < p.device_needed:
            return
        own = 0.0
        if self.stage["payments"] == "aware" and self.may_sign():
            can = self.banked or self.can_identify()
            at_an_agent = p.counter if can and self.agent_near() else 0.0
            own = max(p.remote, at_an_agent) if self.banked and self.online else at_an_agent
        luck = self.luck("registration.try")
        if luck < own + (self.automatic if self.banked else 0.0):
            self.stage["payments"] = "registered"
            self.prompted = luck < own

    def agent_near(self: Any) -> bool:
        """Ease of reaching an agent · share of trips served > the least for which this resident goes."""
        return self.agent_access * self.model.agents_serve > self.trip_limit

    def payment_gate(self: Any) -> str:
        """The first gate that is closed, or nothing."""
        needed = self.model.p.registration.device_needed
        if needed == 2 and self.access:
            return self.access
        if not self.covered:
            return "coverage"
        if PHONES.index(self.phone_at_hand) < needed:
            return "device"
        if self.stage["payments"] in ("registered", "uses", "lapsed"):
            linked = self.banked and self.model.p.cash_agents.banks_linked
            return "" if linked or self.agent_near() else "agent distance"
        if not self.may_sign():
            return "signature"
        if not self.banked and not self.can_identify():
            return "documents"
        if self.stage["payments"] == "unaware":
            return "awareness"
        if not self.agent_near() and not (self.banked and self.online):
            return "agent distance"
        return "deciding" if self.banked else "account"

    def decide_on_payments(self: Any) -> None:
        """By lot or just registered: gates first, then V + ε > 0."""
        p, city = self.model.p.payments, self.model.outside
        if self.luck("payments.decide") >= p.rate and not self.prompted:
            return
        self.prompted = False
        if gate := self.payment_gate():
            self.stop("payments", gate)
            return
        fee = p.fee_weight * (p.fee * (1 - city.fee_waived) - city.payment_reward)
        trust = (self.trust + self.trust_providers) / 2
        value = (
            p.base + self.person(p, p.skill, trust) + p.working * self.works
            + p.peers * self.peers["payments"] + p.acceptance * self.accepted + p.habit * self.habit
            + p.paid * self.paid_digitally - fee + city.payment_push + self.taste["payments"]
        )  # fmt: skip
        if value > 0:
            self.use("payments")
            return
        lifts = {
            "price": fee, "skill": p.skill * self.skill_lacking(),
            "trust": p.trust * max(0.5 - trust, 0),
            "acceptance": p.acceptance * (1 - self.accepted),
        }  # fmt: skip
        self.stop("payments", shortfall(-value, lifts))

    def pay(self: Any) -> None:
        """Occasions move to the phone as habit grows and the other side takes part."""
        p, city = self.model.p.transactions, self.model.outside
        if self.stage["payments"] != "uses":
            self.to_people = self.to_shops = 0.0
            self.habit = single(self.habit - p.fade * self.habit)
            self.shop_habit = single(self.shop_habit - p.fade * self.shop_habit)
            return
        first = p.first if self.paid_digitally else 0.0
        people = first + (1 - first) * self.habit
        shops = first + (1 - first) * self.shop_habit
        self.to_people = single(city.activity * p.people * people * self.model.registered)
        self.to_shops = single(city.activity * city.footfall * p.shopping * shops * self.accepted)
        self.habit = single(self.habit + p.learn * self.peers["payments"] * (1 - self.habit))
        self.shop_habit = single(self.shop_habit + p.learn_shop * self.accepted * (1 - self.shop_habit))
