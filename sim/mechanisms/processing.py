"""How long a public service takes."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column


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
        city.agencies.days_start[:] = self._days(city, p)
        self.step(city, p, draw)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """Measure the month."""
        a, g = city.agencies, city.government
        weights, days = a.caseload / a.caseload.sum(), self._days(city, p)
        g.days[0] = float((weights * days).sum())
        g.faster[0] = float(weights[days <= (1 - p.noticed) * a.days_start].sum())

    def _days(self, city: City, p: Any) -> Array:
        """Days of a case and of fetching its papers, by agency."""
        a = city.agencies
        handling = p.case * (1 - p.digital * a.digitisation / 2) * (1 + p.drag * a.legacy)
        days: Array = handling + p.fetch * float(city.government.papers_asked[0])
        return days
