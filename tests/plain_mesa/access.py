"""Signal, phone and money: what it takes to be online."""

from __future__ import annotations

from typing import Any


class Access:
    """The part of a resident that goes online."""

    def look_for_a_signal(self: Any) -> None:
        """Home has a signal when the district's coverage has come as far as this home."""
        self.covered = self.district.reach > self.cover_rank

    def buy_a_smartphone(self: Any) -> None:
        """hazard · (floor + ½ rank + ½ skill) · (1 + pull · discount)."""
        p = self.model.p.devices
        if self.device == "smartphone":
            return
        chance = p.hazard * (p.floor + 0.5 * self.rank + 0.5 * self.skill)
        if self.luck("devices.upgrade") < chance * (1 + p.pull * self.device_discount):
            self.device = "smartphone"

    def go_online(self: Any) -> None:
        """Signal first, then smartphone, then price · (1 − discount) ≤ limit · income."""
        if not self.covered:
            self.access = "coverage"
        elif self.device != "smartphone":
            self.access = "device"
        elif self.model.data_price * (1 - self.data_discount) > self.price_limit * self.income:
            self.access = "price"
        else:
            self.access = ""
        self.online = self.access == ""
