"""Papers, the digital ID, the account, and where the wage arrives."""

from __future__ import annotations

from typing import Any


class Papers:
    """The part of a resident that enrols, activates and opens an account."""

    def can_identify(self: Any) -> bool:
        """Papers or a digital ID, active or not."""
        return self.documents or self.identity != "no digital ID"

    def may_sign(self: Any) -> bool:
        """18 or older, or a guardian signs."""
        return self.guardian_place <= self.model.p.guardians.signing

    def come_to_enrol(self: Any) -> None:
        """(walk_in · access + push + needed · benefits) · (1 − gap · female), where papers are no obstacle."""
        p, city = self.model.p.enrolment, self.model.outside
        admitted = self.documents or self.papers_waived
        if self.identity != "no digital ID" or not admitted or self.waiting or self.pending:
            return
        hazard = p.walk_in * self.office_access + self.enrol_push
        if self.benefits:
            hazard += city.id_needed
        if self.female:
            hazard *= 1 - p.gap * (1 - city.women_gap_closed)
        self.waiting = self.luck("enrolment.come") < hazard

    def receive_the_number(self: Any) -> None:
        """1 ÷ (1 + checking) a month, the month of the visit included."""
        months = self.model.p.enrolment.checking
        if self.pending and self.luck("enrolment.issue") < 1 / (1 + months):
            self.identity, self.pending = "enrolled", False

    def activate(self: Any) -> None:
        """The easier of two ways: remote · skill if online, or counter · nearer of office and centre."""
        p, city = self.model.p.activation, self.model.outside
        if self.identity != "enrolled":
            return
        at_a_counter = p.counter * max(self.office_access, self.centre_access)
        alone = min(1, p.remote * city.easy_activation) * self.skill if self.online else 0
        if self.luck("activation.try") < max(alone, at_a_counter):
            self.identity = "active"

    def open_an_account(self: Any) -> None:
        """hazard · ⅓ (2 + schooling) · (1 + ekyc · active ID)."""
        p = self.model.p.accounts
        if self.banked or not self.can_identify() or not self.may_sign():
            return
        chance = p.hazard * (2 + self.schooling) / 3
        if self.identity == "active":
            chance *= 1 + p.ekyc
        self.banked = self.luck("accounts.open") < chance

    def be_paid_into_the_account(self: Any) -> None:
        """drift + push, for those with an account and a wage or a benefit."""
        has_income = self.benefits or self.works
        if self.banked and has_income and not self.paid_digitally:
            self.paid_digitally = self.luck("incomes.move") < self.model.p.incomes.drift + self.pay_push
