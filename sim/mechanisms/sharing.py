"""Ways to be online without a smartphone of one's own."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.choice import DEVICE, NONE
from sim.city.columns import DEVICES
from sim.draws import Draws
from sim.kernels import equation, gather, kernel, over_rows
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column

SMARTPHONE = DEVICES.index("smartphone")
WAYS = ("none", "own phone", "phone at home", "access centre")
NO_WAY, OWN, HOME, CENTRE = range(len(WAYS))


@kernel
def online_at_home(i: int, household: Array, device: Array, online: Array) -> bool:
    """Whether someone else in the household is online on their own phone; a household's rows follow each other."""
    k = np.int64(i)
    while k > 0 and household[k - 1] == household[i]:
        k -= 1
    while k < household.size and household[k] == household[i]:
        if k != i and device[k] == SMARTPHONE and online[k]:
            return True
        k += 1
    return False


@equation
def way_in(online: bool, own: bool, centre: float, limit: float) -> int:
    """The best way to digital services: one's own phone, one at home, a centre worth the trip, or none."""
    phone, trip = OWN if own else HOME, CENTRE if centre > limit else NO_WAY
    return phone if online else trip


@kernel
def share_phones(
    lo: int, hi: int, shared: float, assisted: float, household: Array, device: Array, share_limit: Array,
    trip_limit: Array, centre: Array, access: Array, online: Array, way: Array,
) -> None:  # fmt: skip
    """Lend phones at home to those who lack only a smartphone, then note every resident's way in."""
    would, rows = np.empty(hi - lo, np.bool_), np.empty(hi - lo, np.uint32)
    for i in range(lo, hi):
        would[i - lo] = (access[i] == DEVICE) & (share_limit[i] < shared)
    for k in range(gather(would, rows)):
        i = lo + rows[k]
        if online_at_home(i, household, device, online):
            access[i], online[i] = NONE, True
    for i in range(lo, hi):
        way[i] = way_in(online[i], device[i] == SMARTPHONE, centre[i] * assisted, trip_limit[i])


class Sharing(Mechanism):
    """Some go online on a phone at home that is not theirs; some have things done at an access centre.

        online too  =  signal AND no smartphone AND someone at home is online AND place < shared
        centre      =  not online AND (ease of reaching a centre) · (centres that help) > least for the trip

    `place` is uniform in [0, 1) and fixed for life, as is the least ease for which a resident makes a trip
    (see payments). A borrowed phone serves for public services; payments need one's own, to which the
    account is tied. Residents who do not use services online are helped at a centre in `needs`.

    Source: assumption; industry surveys put users of mobile internet who own no phone at about one in ten.
    """

    phase = Phase.ACCESS
    order = 30
    reads = ("residents.household", "residents.device", "residents.centre_access", "residents.share_limit",
             "residents.trip_limit", "government.assisted")  # fmt: skip
    writes = ("residents.access", "residents.online")
    columns = (
        Column("residents.way_in", np.uint8, "Best way to digital services", "way", start=NO_WAY, codes=WAYS,
               tally="stock"),
    )  # fmt: skip
    shared = Param(
        0.15, unit="share", bounds=(0.0, 1.0), role="uncertainty",
        label="Those without a smartphone who would use one at home", source="assumption",
    )  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Month 0."""
        self.step(city, p, draw)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of lending and helping."""
        r = city.residents
        over_rows(share_phones, len(r), p.shared, float(city.government.assisted[0]), r.household, r.device,
                  r.share_limit, r.trip_limit, r.centre_access, r.access, r.online, r.way_in)  # fmt: skip
