"""How long a public service takes."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.kernels import equation, kernel
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column


@equation
def days_of(
    case: float, digital: float, level: float, drag: float, legacy: float, fetch: float, papers: float
) -> float:
    """case · (1 − digital · level/2) · (1 + drag · legacy) + fetch · papers."""
    return case * (1.0 - digital * level / 2.0) * (1.0 + drag * legacy) + fetch * papers


@kernel
def measure(
    p: Any, papers: float, caseload: Array, forms: Array, whole: Array, legacy: Array, start: Array
) -> tuple[float, float]:  # fmt: skip
    """Mean days, and the share of services that are done noticeably faster than their agency's at the start."""
    mean, faster, total = 0.0, 0.0, caseload.sum()
    for k in range(caseload.size):
        shares = (1.0 - forms[k], forms[k] - whole[k], whole[k])
        for level in range(3):
            weight = caseload[k] / total * shares[level]
            days = days_of(p.case, p.digital, level, p.drag, legacy[k], p.fetch, papers)
            mean += weight * days
            if days <= (1.0 - p.noticed) * start[k]:
                faster += weight
    return mean, faster


class Processing(Mechanism):
    """A case takes days at its agency, and a few more for every paper that must be fetched first.

        days of a service = case · (1 − digital · level/2) · (1 + drag · legacy)  +  fetch · papers asked
        level             = 0 on paper, 1 with a form online, 2 digital end to end

    Linked registries and a once-only rule shorten the list of papers (see exchange), digitisation and
    newer systems shorten the case. Residents notice where it takes at least `noticed` less than at the start:

        faster = share of services with  days now ≤ (1 − noticed) · days at the start,  weighted by caseload

    Leaves out: queues that grow with demand, and what waiting does to trust.

    Source: assumption.
    """

    phase = Phase.AGENCIES
    order = 60
    reads = ("agencies.caseload", "agencies.digitisation", "agencies.forms", "agencies.whole", "agencies.legacy",
             "government.papers_asked")  # fmt: skip
    columns = (
        Column("agencies.days_start", np.float64, "Days from asking to having a service in month 0", "days", start=0),
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
        for k, level in enumerate(a.digitisation):
            a.days_start[k] = days_of(p.case, p.digital, level, p.drag, a.legacy[k], p.fetch, papers)
        self.step(city, p, draw)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """Measure the month."""
        a, g = city.agencies, city.government
        g.days[0], g.faster[0] = measure(p, float(g.papers_asked[0]), a.caseload, a.forms, a.whole, a.legacy,
                                         a.days_start)  # fmt: skip
