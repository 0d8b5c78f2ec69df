"""How many contacts use each channel, how many shops accept, how many customers would pay."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

import numpy as np

from sim.choice import CHANNELS, USES
from sim.draws import Draws
from sim.kernels import at_once, differing, first, kernel, without, words
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column


@kernel
def count_changes(now: Array, seen: Array, links: Array, targets: Array, counts: Array, code: int) -> None:
    """Where a row's state became or ceased to be `code`, add ±1 to every row it is linked with.

    Only changes are passed on, so a month costs in proportion to what changed. Whole numbers add up
    to the same in any order.
    """
    new, old = words(now), words(seen)
    spots = np.empty(new.size, np.uint32)
    for s in range(differing(new, old, spots)):
        changed = new[spots[s]] ^ old[spots[s]]
        while changed != 0:
            place = first(changed)
            changed = without(changed, place)
            i = spots[s] * 8 + place
            change = int(now[i] == code) - int(seen[i] == code)
            if change != 0:
                for k in range(links[i], links[i + 1]):
                    counts[targets[k]] += change
            seen[i] = now[i]


@cache
def visits(residents: int, shops: int) -> Array:
    """Where the shops of each resident begin in a list of all of them."""
    return np.arange(0, residents * shops + 1, shops)


class Exposure(Mechanism):
    """Residents see which contacts and shops take part; shops see which customers do.

        peers     = contacts in stage `uses` at the end of last month, by channel
        accepting = own shops that take digital payment
        payers    = visits by customers who pay digitally

    Kept as counts and updated by the changes of the month. `contacts` is the degree in the social
    network and `customers` the number of resident-visits of a shop.
    """

    phase = Phase.AWARENESS
    order = 10
    reads = (*(f"residents.stage_{c}" for c in CHANNELS), "businesses.accepts")
    columns = (
        Column("residents.contacts", np.int16, "Contacts", "residents", start=0),
        *(Column(f"residents.peers_{c}", np.int16, f"Contacts who use {c}", "residents", start=0)
          for c in CHANNELS),
        *(Column(f"residents.seen_{c}", np.uint8, f"Stage in {c} that contacts have seen", "stage", start=0)
          for c in CHANNELS),
        Column("residents.seen_paying", np.uint8, "Stage in payments that shops have seen", "stage", start=0),
        Column("residents.accepting", np.int8, "Own shops that take digital payment", "shops", start=0),
        Column("businesses.seen_accepting", np.uint8, "Acceptance that customers have seen", "yes/no", start=0),
        Column("businesses.payers", np.int32, "Customer visits by digital payers", "visits", start=0),
        Column("businesses.customers", np.int32, "Customer visits", "visits", start=0),
    )  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Count contacts and customers once."""
        city.residents.contacts[:] = city.network.degree()
        city.businesses.customers[:] = city.market.degree()
        self.step(city, p, draw)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """Pass on what changed since last month."""
        r, b, net = city.residents, city.businesses, city.network
        told = [
            (r.stage_payments, r.seen_paying, visits(*city.shops.shape), city.shops.ravel(), b.payers, USES),
            (b.accepts.view(np.uint8), b.seen_accepting, city.market.indptr, city.market.indices, r.accepting, 1),
            *((r.array(f"stage_{c}"), r.array(f"seen_{c}"), net.indptr, net.indices, r.array(f"peers_{c}"), USES)
              for c in CHANNELS),
        ]  # fmt: skip
        at_once(len(r), [partial(count_changes, *change) for change in told])
