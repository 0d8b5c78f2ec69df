"""Deciding on e-services and the AI assistant, and what becomes of a need."""

from __future__ import annotations

from typing import Any

from tests.plain_mesa.choosing import shortfall
from tests.plain_mesa.luck import single

CASES = 1024


class Services:
    """The part of a resident that needs something from the city."""

    def decide_on_eservices(self: Any) -> None:
        """A mandate pushes towards online services, papers still asked weigh against them."""
        p, city = self.model.p.eservices, self.model.outside
        self.decide_on_service("eservices", p, p.skill, city.service_push - p.papers * city.papers_asked)

    def decide_on_assistant(self: Any) -> None:
        """It saves skill, and its errors weigh unless they can be contested."""
        p = self.model.p.assistant
        fear = -p.aversion * self.model.ai_errors * (1 - self.model.outside.contestable)
        self.decide_on_service("assistant", p, p.skill * (1 - p.ease), fear)

    def decide_on_service(self: Any, channel: str, p: Any, skill_weight: float, extra: float) -> None:
        """Habit follows what was done since the last decision; then gates, then V + ε > 0."""
        if self.luck(f"{channel}.decide") >= p.rate:
            return
        useful = self.usefulness()
        gate = self.service_gate(channel, useful, p)
        before = self.service_habit[channel]
        habit = single(before + p.learn * ((self.stage[channel] == "uses") - before))
        self.service_habit[channel] = habit
        if gate:
            self.stop(channel, gate)
            return
        if self.stage[channel] == "aware":
            self.stage[channel] = "registered"
        value = (
            p.base + self.person(p, skill_weight, self.trust) + p.peers * self.peers[channel]
            + p.usefulness * useful + p.habit * habit + extra + self.taste[channel]
        )  # fmt: skip
        if value > 0:
            self.use(channel)
            return
        lifts = {
            "skill": skill_weight * self.skill_lacking(),
            "trust": p.trust * max(0.5 - self.trust, 0),
            self.poor_offer(p): p.usefulness * (1 - useful),
        }
        self.stop(channel, shortfall(-value, lifts))

    def usefulness(self: Any) -> float:
        """What agencies offer, times accessibility for residents with a disability."""
        city = self.model.outside
        return city.usefulness * city.accessibility if self.disabled else city.usefulness

    def poor_offer(self: Any, p: Any) -> str:
        """Who is to blame for a poor offer: the contracts, when they lock the city in."""
        return "vendor lock-in" if self.model.outside.lock_in > p.locked else "service not digital"

    def service_gate(self: Any, channel: str, useful: float, p: Any) -> str:
        """Online, active ID, something digital on offer, having heard of it; or nothing."""
        if self.access:
            return self.access
        if self.identity != "active":
            return "digital ID" if self.can_identify() else "documents"
        if useful < p.least:
            return self.poor_offer(p)
        return "awareness" if self.stage[channel] == "unaware" else ""

    def meet_a_need(self: Any) -> None:
        """A need arises with probability `rate`, at an agency drawn by caseload."""
        p = self.model.p.needs
        self.need = "no need"
        if self.luck("needs.arise") >= p.rate:
            return
        agency = self.model.agency_at((int(self.luck("needs.agency") * CASES) + 0.5) / CASES)
        self.need = self.online_service() if self.served_online(agency) else self.at_a_counter()
        if self.need == "denied":
            self.harm = single(self.harm + p.severity)

    def served_online(self: Any, agency: Any) -> bool:
        """Users of either channel, where the agency is up and the service digital; with a form, for part of the needs."""
        if "uses" not in (self.stage["eservices"], self.stage["assistant"]):
            return False
        service = self.luck("needs.service")
        if agency.down or service >= agency.forms:
            return False
        return service < agency.whole or self.luck("needs.partly") < self.model.p.needs.partly

    def online_service(self: Any) -> str:
        """The ID check may fail; so may the machine, for those who have only the assistant."""
        city, failure = self.model.outside, self.model.p.needs.failure
        errors = 0.0 if self.stage["eservices"] == "uses" else self.model.ai_errors
        luck = self.luck("needs.luck")
        if luck >= failure + errors:
            return "served online"
        way_back = city.fallback if luck < failure else max(city.fallback, city.contestable)
        return "assisted" if self.luck("needs.fallback") < way_back else "denied"

    def at_a_counter(self: Any) -> str:
        """Open counters serve those with papers and some without; centres help some of the others.

        The housebound reach neither.
        """
        city = self.model.outside
        if self.housebound:
            return "denied"
        papers = self.documents or self.luck("needs.fallback") >= self.model.p.needs.refusal
        if self.luck("needs.luck") < city.counters and papers:
            return "served at a counter"
        helped = self.luck("needs.help") < self.centre_access * city.assisted
        return "assisted" if helped else "denied"
