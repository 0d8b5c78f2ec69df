"""Agencies may not ask a resident for what another agency already holds."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class OnceOnly(Policy):
    """A rule moves the burden of proof from residents to officials.

    Eligible: every agency.
    Reached:  the share `obeyed` of requests for papers.
    Effect:   papers asked · (1 − obeyed).
    Cost:     an official fetches each of those papers by hand where no link does it: `fetch` for each,
              at last month's needs. A data exchange lowers the bill.
    """

    reads = ("residents.need", "agencies.papers", "agencies.links", "agencies.caseload")
    writes = ("government.asking_waived",)
    changes = ("papers_asked", "lower")
    side_effects = (
        "Without linked registries officials fetch papers by hand, and the queue moves into the office."
    )
    obeyed = Param(0.5, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                   label="Papers that are no longer asked", source="assumption: papers −50 %")  # fmt: skip
    fetch = Param(0.4, unit="US$/paper", bounds=(0.0, 10), role="uncertainty",
                  label="Fetching one paper by hand", source="assumption: five minutes of an official")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of not asking."""
        a, g = city.agencies, city.government
        waived = aim.strength * p.obeyed
        g.asking_waived[0] = max(float(g.asking_waived[0]), waived)
        by_hand = float((a.caseload * a.papers * (1 - a.links)).sum() / a.caseload.sum())
        fetched = waived * by_hand * np.count_nonzero(city.residents.need) * city.weight
        return (Spend("people", fetched * p.fetch, units=fetched),)
