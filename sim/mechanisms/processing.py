"""How long a public service takes."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.kernels import kernel, pairwise_sum
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column


@kernel
def days_by_agency(p: Any, papers: float, digitisation: Array, legacy: Array) -> Array:
    """case · (1 − digital · digitisation/2) · (1 + drag · legacy) + fetch · papers, for each agency."""
    days, drag = np.empty(legacy.size), np.float32(p.drag)
    for k in range(days.size):
        handling = p.case * (1.0 - p.digital * digitisation[k] / 2.0) * (np.float32(1) + drag * legacy[k])
        days[k] = handling + p.fetch * papers
    return days


@kernel
def measure(
    p: Any, papers: float, caseload: Array, digitisation: Array, legacy: Array, start: Array
) -> tuple[float, float]:  # fmt: skip
    """Mean days, and the share of services that are done noticeably faster than at the start."""
    days, total = days_by_agency(p, papers, digitisation, legacy), pairwise_sum(caseload)
    faster, found = np.empty_like(start), 0
    for k in range(days.size):
        weight = caseload[k] / total
        if days[k] <= np.float32(1.0 - p.noticed) * start[k]:
            faster[found] = weight
            found += 1
        days[k] *= weight
    return pairwise_sum(days), pairwise_sum(faster[:found])


class Processing(Mechanism):
    """A case takes days at its agency, and a few more for every paper that must be fetched first.

        days = Σ caseload · case · (1 − digital · digitisation/2) · (1 + drag · legacy)  +  fetch · papers asked

    Linked registries and a once-only rule shorten the list of papers (see exchange), digitisation and
    newer systems shorten the case. Residents notice where it takes at least `noticed` less than at the start:

        faster = Σ caseload · (days now ≤ (1 − noticed) · days at the start)

    Leaves out: queues that grow with demand, and what waiting does to trust.

    Source: assumption.
    """

    phase = Phase.AGENCIES
    order = 60
    reads = ("agencies.caseload", "agencies.digitisation", "agencies.legacy", "government.papers_asked")
    columns = (
        Column("agencies.days_start", np.float32, "Days from asking to having a service in month 0", "days", start=0),
        Column("government.faster", np.float64, "Services done noticeably faster than in month 0", "share", start=0),
        Column("government.days", np.float64, "Days from asking for a service to having it", "days", start=0),
    )  # fmt: skip
    case = Param(20.0, unit="days", bounds=(1, 120), role="uncertainty",
                 label="Days a case takes on paper", source="assumption")  # fmt: skip
    digital = Param(0.8, unit="share", bounds=(0, 1), role="uncertainty",
                    label="Part of them that digital handling saves", source="assumption")  # fmt: skip
    drag = Param(0.5, unit="ratio", bounds=(0, 3), role="uncertainty",
                 label="How much longer a case takes on legacy systems", source="assumption")  # fmt: skip
    fetch = Param(2.0, unit="days/paper", bounds=(0, 20), role="uncertainty",
                  label="Days to fetch one paper from another office", source="assumption")  # fmt: skip

    noticed = Param(0.2, unit="share", bounds=(0, 0.9), role="uncertainty",
                    label="Fall in the days of a service that residents notice", source="assumption")  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Days in month 0."""
        a, papers = city.agencies, float(city.government.papers_asked[0])
        a.days_start[:] = days_by_agency(p, papers, a.digitisation, a.legacy)
        self.step(city, p, draw)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """Measure the month."""
        a, g = city.agencies, city.government
        g.days[0], g.faster[0] = measure(p, float(g.papers_asked[0]), a.caseload, a.digitisation, a.legacy,
                                         a.days_start)  # fmt: skip
