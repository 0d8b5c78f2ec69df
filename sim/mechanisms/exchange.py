"""Registries that talk to each other, so that residents need not carry papers between them."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import City, Column


class Exchange(Mechanism):
    """With a data-exchange layer, registries connect one after another and papers are asked less.

        links'  = links + pace · standards · push · (1 − links)        while the layer is live
        papers  = Σ caseload · papers · (1 − links) · (1 − waived)

    `waived` is what a once-only rule forbids to ask. Open standards decide how quickly a registry can be connected.
    Source: the form is the starting specification's; the pace is an assumption.
    """

    phase = Phase.AGENCIES
    order = 30
    reads = ("agencies.standards", "agencies.papers", "agencies.caseload", "government.live_exchange",
             "government.link_push")  # fmt: skip
    writes = ("agencies.links",)
    columns = (
        Column("government.link_push", np.float64, "How much a programme speeds connecting registries",
               "ratio", start=1, monthly=True),
        Column("government.asking_waived", np.float64, "Papers that agencies may no longer ask residents for",
               "share", start=0, bounds=(0, 1), monthly=True),
        Column("government.papers_asked", np.float64, "Papers a resident must bring to a service", "papers",
               start=0),
    )  # fmt: skip
    pace = Param(0.01, unit="1/month", bounds=(0, 0.2), role="uncertainty",
                 label="Pace of connecting registries on fully open standards", source="assumption")  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Papers asked in month 0."""
        self._count_papers(city)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of connecting."""
        a, g = city.agencies, city.government
        if g.live_exchange[0]:
            links = a.links
            links += np.minimum(p.pace * a.standards * g.link_push[0], 1) * (1 - links)
        self._count_papers(city)

    def _count_papers(self, city: City) -> None:
        a = city.agencies
        weights = a.caseload / a.caseload.sum()
        asked, g = (weights * a.papers * (1 - a.links)).sum(), city.government
        g.papers_asked[0] = asked * (1 - float(g.asking_waived[0]))
