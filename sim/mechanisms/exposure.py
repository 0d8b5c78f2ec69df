"""How many of a resident's contacts, and of a shop's customers, use each channel."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.choice import USES
from sim.draws import Draws
from sim.kernels import kernel
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column

CHANNELS = ("payments", "eservices", "assistant")


@kernel
def pass_on(stage: Array, seen: Array, indptr: Array, indices: Array, peers: Array) -> None:
    """Tell the contacts of everyone who started or stopped using a channel since last month.

    Counting is incremental: a month costs in proportion to the changes and not to the contacts.
    Whole numbers add up to the same whatever the order.
    """
    for i in range(stage.size):
        now = stage[i] == USES
        if now != seen[i]:
            change = 1 if now else -1
            for k in range(indptr[i], indptr[i + 1]):
                peers[indices[k]] += change
            seen[i] = now


@kernel
def tell_shops(stage: Array, seen: Array, shops: Array, payers: Array) -> None:
    """Count, at each shop, the customers who started or stopped paying digitally."""
    for i in range(stage.size):
        now = stage[i] == USES
        if now != seen[i]:
            for k in range(shops.shape[1]):
                payers[shops[i, k]] += 1 if now else -1


class Exposure(Mechanism):
    """Each resident sees which contacts use a channel; each shop sees which customers would pay digitally.

        peers    = number of contacts in stage `uses` at the end of last month
        payers   = number of visits by customers in that stage

    Kept as counts and updated by the changes of the month. `contacts` is the degree in the social
    network and `customers` the number of resident-visits of a shop.
    """

    phase = Phase.AWARENESS
    order = 10
    reads = tuple(f"residents.stage_{c}" for c in CHANNELS)
    columns = (
        Column("residents.contacts", np.int16, "Contacts", "residents", start=0),
        *(Column(f"residents.peers_{c}", np.int16, f"Contacts who use {c}", "residents", start=0)
          for c in CHANNELS),
        *(Column(f"residents.seen_{c}", np.bool_, f"Counted as a user of {c} by contacts", "yes/no", start=0)
          for c in CHANNELS),
        Column("businesses.payers", np.int32, "Customer visits by digital payers", "visits", start=0),
        Column("businesses.customers", np.int32, "Customer visits", "visits", start=0),
    )  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Count contacts and customers once."""
        city.residents.contacts[:] = city.network.degree()
        city.businesses.customers[:] = np.bincount(city.shops.ravel(), minlength=len(city.businesses))
        self.step(city, p, draw)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """Pass on what changed since last month."""
        r, net = city.residents, city.network
        tell_shops(r.stage_payments, r.seen_payments, city.shops, city.businesses.payers)
        for channel in CHANNELS:
            pass_on(getattr(r, f"stage_{channel}"), getattr(r, f"seen_{channel}"), net.indptr, net.indices,
                    getattr(r, f"peers_{channel}"))  # fmt: skip
