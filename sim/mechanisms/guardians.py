"""Whether those under 18 may have an account."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import City, Column


class Guardians(Mechanism):
    """Under 18 nobody signs alone: an account, or a way to pay, is opened where a guardian signs for it.

        may have an account  =  18 or older, OR place < signing

    `place` is uniform in (0, 1) and fixed for life. It holds for a bank account (see accounts) and for registering
    to pay (see registration), by app or at an agent; a digital ID needs no guardian. So the young fall behind in
    log-odds as accounts spread: all else equal by -.4 where half of the others have an account, and by -2.3 where 97 %
    have. In Findex 2017 it is -.5 in the middle country of lower-middle income and -1.7 in that of high income.

    Source: in India banks opened accounts of minors with a guardian, and may since 2014 let those above ten sign
    themselves (Reserve Bank of India); in Kenya an adult registers as the owner of a minor's SIM card (2010), and the
    identity card that M-Pesa asks for is issued at 18.
    Leaves out: birthdays, and limits on what a minor may spend.
    """

    phase = Phase.INFRASTRUCTURE
    order = 40
    columns = (
        Column("government.signing", np.float64, "Those under 18 for whom a guardian signs", "share", start=0,
               bounds=(0, 1)),
    )  # fmt: skip
    signing = Param(
        0.3, unit="share", bounds=(0.0, 1.0), role="uncertainty",
        label="Those under 18 for whom a guardian signs",
        source="assumption: of 15-24 year-olds 73 % and of older people 95 % have an account in the middle country of high "
        "income (Global Findex 2017); one in four under 18 if all from 18 are like the older ones",
    )  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Month 0."""
        self.step(city, p, draw)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month in which as many guardians sign."""
        city.government.signing[0] = p.signing
