"""Registries that talk to each other, so that residents need not carry papers between them."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.kernels import kernel, pairwise_sum
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column


@kernel
def connect(pace: np.float32, push: float, standards: Array, links: Array) -> None:
    """links + pace · standards · push · (1 − links), at most all of them."""
    for k in range(links.size):
        links[k] += min(pace * standards[k] * push, 1.0) * (np.float32(1) - links[k])


@kernel
def papers_to_bring(waived: float, caseload: Array, papers: Array, links: Array) -> np.float32:
    """Σ caseload · papers · (1 − links) · (1 − waived)."""
    asked, total = np.empty_like(links), pairwise_sum(caseload)
    for k in range(links.size):
        asked[k] = caseload[k] / total * papers[k] * (np.float32(1) - links[k])
    return pairwise_sum(asked) * np.float32(1.0 - waived)


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
            connect(np.float32(p.pace), float(g.link_push[0]), a.standards, a.links)
        self._count_papers(city)

    def _count_papers(self, city: City) -> None:
        a, g = city.agencies, city.government
        g.papers_asked[0] = papers_to_bring(float(g.asking_waived[0]), a.caseload, a.papers, a.links)
