"""How long a public service takes."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import City, Column


class Processing(Mechanism):
    """A case takes days at its agency, and a few more for every paper that must be fetched first.

        days = Σ caseload · case · (1 − digital · digitisation/2) · (1 + drag · legacy)  +  fetch · papers asked

    Linked registries and a once-only rule shorten the list of papers (see exchange), digitisation and
    newer systems shorten the case. Leaves out: queues that grow with demand, and what waiting does to trust.

    Source: assumption.
    """

    phase = Phase.AGENCIES
    order = 60
    reads = ("agencies.caseload", "agencies.digitisation", "agencies.legacy", "government.papers_asked")
    columns = (
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

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Days in month 0."""
        self.step(city, p, draw)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """Measure the month."""
        a, g = city.agencies, city.government
        weights = a.caseload / a.caseload.sum()
        handling = p.case * (1 - p.digital * a.digitisation / 2) * (1 + p.drag * a.legacy)
        g.days[0] = float((weights * handling).sum()) + p.fetch * float(g.papers_asked[0])
