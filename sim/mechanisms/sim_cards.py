"""Paying from somebody else's phone, with a SIM card of one's own."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.city.columns import DEVICES
from sim.draws import Draws
from sim.kernels import kernel, over_rows
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column

NO_PHONE, BASIC_PHONE, SMARTPHONE = range(len(DEVICES))


@kernel
def phone_at_home(i: int, household: Array, device: Array) -> bool:
    """Whether someone else in the household owns a phone; a household's rows follow each other."""
    k = np.int64(i)
    while k > 0 and household[k - 1] == household[i]:
        k -= 1
    while k < household.size and household[k] == household[i]:
        if k != i and device[k] != NO_PHONE:
            return True
        k += 1
    return False


@kernel
def borrow(
    lo: int, hi: int, lent: float, household: Array, device: Array, share_limit: Array, at_hand: Array
) -> None:
    """A basic phone is at hand for those without one who are lent a phone at home."""
    for i in range(lo, hi):
        if device[i] == NO_PHONE and share_limit[i] < lent and phone_at_home(i, household, device):
            at_hand[i] = BASIC_PHONE


class SimCards(Mechanism):
    """Where any phone will do, money is tied to the SIM card, which also works in a phone that is lent.

        phone at hand = one's own; else a basic phone, where someone at home owns one AND place < lent

    `place` is uniform in [0, 1) and fixed for life (see sharing). Only where a basic phone is enough: an app
    for payments is tied to the phone that it runs on.

    Source: of Kenya's adults 74 % owned a phone in 2013 and 77 % a SIM card, while 68 % used mobile money and
    62 % did so as registered users: 9 of the 26 without a phone had a card or used somebody else's
    (Financial Inclusion Insights, finclusion.org). Leaves out: phones of neighbours and of kiosks.
    """

    phase = Phase.ACCESS
    order = 25
    reads = ("residents.household", "residents.device", "residents.share_limit", "government.device_needed")
    columns = (
        Column("residents.phone_at_hand", np.uint8, "Best phone to pay with, one's own or lent", "kind", start=0,
               codes=DEVICES),
    )  # fmt: skip
    lent = Param(
        0.4, unit="share", bounds=(0.0, 1.0), role="uncertainty",
        label="Those without a phone who would put their SIM card into one at home",
        source="assumption, after Kenya in 2013: nine in 26 of those without a phone, most with a phone at home",
    )  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Month 0."""
        self.step(city, p, draw)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of lending."""
        r = city.residents
        r.phone_at_hand[:] = r.device
        if city.government.device_needed[0] < SMARTPHONE:
            over_rows(borrow, len(r), p.lent, r.household, r.device, r.share_limit, r.phone_at_hand)
