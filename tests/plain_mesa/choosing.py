"""What the choice of any channel shares: hearing of it, the person's part of V, the name of what is short."""

from __future__ import annotations

from typing import Any

CHANNELS = ("payments", "eservices", "assistant")


class Choosing:
    """The part of a resident that watches contacts and makes up its mind."""

    def look_around(self: Any) -> None:
        """Shares of contacts who use each channel and of own shops that accept, as of last month."""
        for channel in CHANNELS:
            users = sum(contact.stage[channel] == "uses" for contact in self.contacts)
            self.peers[channel] = users / max(len(self.contacts), 1)
        self.accepted = sum(shop.accepts for shop in self.shops) / len(self.shops)

    def hear(self: Any) -> None:
        """media + outreach + word · (share of contacts who use it), for channels that are live."""
        p = self.model.p.awareness
        for channel in CHANNELS:
            if self.stage[channel] == "unaware" and self.model.is_open(channel):
                chance = p.media + self.outreach + p.word * self.peers[channel]
                if self.luck(f"awareness.{channel}") < chance:
                    self.stage[channel] = "aware"

    def person(self: Any, p: Any, skill_weight: float, trust: float) -> float:
        """The person's part of V; each term is 0 for the middling person."""
        return (
            skill_weight * (self.skill - 0.5)
            + p.income * (self.rank - 0.5)
            + p.female * self.female
            + p.education * (self.schooling / 2 - 0.5)
            + p.trust * (trust - 0.5)
        )

    def skill_lacking(self: Any) -> float:
        """How far below the ordinary user's skill; nothing for those who have that much."""
        return max(self.model.p.skills.enough - self.skill, 0)

    def stop(self: Any, channel: str, barrier: str) -> None:
        """Do without the channel, and remember why; users lapse."""
        if self.stage[channel] == "uses":
            self.stage[channel] = "lapsed"
        self.barrier[channel] = barrier

    def use(self: Any, channel: str) -> None:
        """Take the channel up, or stay with it."""
        self.stage[channel], self.barrier[channel] = "uses", "uses it"


def shortfall(short: float, lifts: dict[str, float]) -> str:
    """The first single lift that is enough; else whether all together are; else it is a choice."""
    for name, lift in lifts.items():
        if lift >= short:
            return name
    return "several at once" if sum(lifts.values()) >= short else "own choice"
