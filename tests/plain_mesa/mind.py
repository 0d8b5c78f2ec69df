"""Trust and skill: what a month leaves behind."""

from __future__ import annotations

from typing import Any

from tests.plain_mesa.luck import single

TURNS = 6


class Mind:
    """The part of a resident that learns from experience."""

    def feel(self: Any) -> None:
        """T + gain·good·(ceiling − T) − loss·harm·(1 − redress)·T + recover·(T0 + I − T), in [0, 1]."""
        p, city = self.model.p.trust, self.model.outside
        pays = self.stage["payments"] == "uses"
        failed = pays and self.luck("trust.failed") < p.failed
        good = p.paid_well if pays and not failed else 0.0
        if self.need in ("served online", "assisted"):
            good = max(good, 1.0)
        harm = self.harm + (p.failed_severity if failed else 0.0)
        gained = p.gain * good * max(p.cap + city.institutions - self.trust, 0)
        lost = p.loss * harm * (1 - min(city.redress, 1)) * self.trust
        back = p.recover * (self.trust_start + city.institutions - self.trust)
        self.trust = single(min(max(self.trust + gained - lost + back, 0), 1))
        self.trust_before_talk = self.trust

    def talk(self: Any) -> None:
        """Every sixth month, move towards the trust of one contact drawn by lot."""
        if self.row % TURNS != self.model.month % TURNS or not self.contacts:
            return
        friend = self.contacts[int(self.luck("trust.friend") * len(self.contacts))]
        difference = single(friend.trust_before_talk - self.trust_before_talk)
        self.trust = single(self.trust + self.model.p.trust.talk * difference)

    def practise(self: Any) -> None:
        """Use teaches, and makes what training added one's own; without use that part fades."""
        p = self.model.p.skills
        if self.online and "uses" in (self.stage["payments"], self.stage["eservices"]):
            self.skill = single(self.skill + p.learn * max(p.ceiling - self.skill, 0))
            self.trained = single(self.trained - p.learn * self.trained)
        else:
            lost = p.decay * self.trained
            self.trained = single(self.trained - lost)
            self.skill = single(self.skill - lost)
