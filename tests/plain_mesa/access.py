"""Signal, phone and money: what it takes to be online."""

from __future__ import annotations

from typing import Any


class Access:
    """The part of a resident that goes online."""

    def look_for_a_signal(self: Any) -> None:
        """Home has a signal when the district's coverage has come as far as this home."""
        self.covered = self.district.reach > self.cover_rank

    def count_phones_at_home(self: Any) -> None:
        """Share of the others in the household who own a smartphone, before anyone gets one this month."""
        others = [other for other in self.household if other is not self]
        self.handy = sum(other.device == "smartphone" for other in others) / max(len(others), 1)

    def get_a_phone(self: Any) -> None:
        """Ready: the best phone within the resident's limits. Else perhaps handed one at home."""
        p, price, luck = self.model.p.devices, self.model.phone_price, self.luck("devices.upgrade")
        if self.device == "smartphone":
            return
        if luck < p.ready:
            if price * (1 - self.device_discount) <= self.smartphone_limit:
                self.device = "smartphone"
            elif price <= self.phone_limit:
                self.device = "basic phone"
        elif luck < p.ready + p.passed_on * self.handy:
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

    def borrow_a_phone(self: Any) -> None:
        """Those who lack only a smartphone may use one at home, if its owner is online."""
        lenders = [o for o in self.household if o is not self and o.device == "smartphone" and o.online]
        if self.access == "device" and lenders and self.share_limit < self.model.p.sharing.shared:
            self.access, self.online = "", True

    def look_for_a_phone(self: Any) -> None:
        """One's own, or where any phone can pay one that somebody at home lends."""
        p, enough = self.model.p.sim_cards, self.model.p.registration.device_needed < 2
        owner = any(other.device != "no phone" for other in self.household if other is not self)
        borrows = self.device == "no phone" and enough and owner and self.share_limit < p.lent
        self.phone_at_hand = "basic phone" if borrows else self.device

    def find_a_way_in(self: Any) -> None:
        """One's own phone, one at home, a staffed centre worth the trip, or none."""
        if self.online:
            self.way_in = "own phone" if self.device == "smartphone" else "phone at home"
        else:
            near = self.centre_access * self.model.outside.assisted > self.trip_limit
            self.way_in = "access centre" if near else "none"
