"""Who uses the city's services online."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.choice import AWARENESS, CONSTRAINTS
from sim.draws import Draws
from sim.kernels import over_rows
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.service_choice import Offer, Weights, choose_service, reads, users
from sim.tables import City, Column


class Eservices(Mechanism):
    """Residents with an active ID decide whether to use public services online.

        V = base + person + peers·(share of contacts) + usefulness·Q + habit·H − papers·(papers asked)

    plus `push`, what a mandate adds; `person` is as in payments, and Q the usefulness of what agencies
    offer (see digitisation); gates and naming of constraints are in service_choice.py. When no service
    is digital enough, the constraint is "vendor lock-in" if the city's lock-in index exceeds `locked`,
    else "service not digital".

    Source: weights as for payments unless said; the rest are assumptions.
    """

    phase = Phase.CHOICE
    order = 30
    reads = (*reads("eservices"), "government.papers_asked")
    writes = ("residents.stage_eservices",)
    columns = (
        Column("residents.barrier_eservices", np.uint8, "What keeps the resident from e-services", "constraint",
               start=AWARENESS, codes=CONSTRAINTS, tally="stock"),
        Column("residents.habit_eservices", np.float32, "Habit of using e-services", "share", start=0,
               bounds=(0, 1)),
        Column("government.service_push", np.float64, "Pressure to use services online", "utils", start=0,
               monthly=True),
    )  # fmt: skip
    base = Param(-1.2, unit="utils", bounds=(-5, 2), role="uncertainty",
                 label="Appeal of e-services in themselves", source="assumption")  # fmt: skip
    skill = Param(2.5, unit="utils", bounds=(0, 6), role="uncertainty", label="Weight of digital skill",
                  source="assumption: forms ask more than payments do")  # fmt: skip
    income = Param(0.26, unit="utils", bounds=(0, 2), role="uncertainty", label="Weight of income rank",
                   source="as for payments")  # fmt: skip
    female = Param(-0.1, unit="utils", bounds=(-2, 1), role="uncertainty",
                   label="Shift for women, beyond access and skill", source="assumption")  # fmt: skip
    education = Param(0.6, unit="utils", bounds=(0, 3), role="uncertainty", label="Weight of schooling",
                      source="assumption")  # fmt: skip
    trust = Param(2.0, unit="utils", bounds=(0, 5), role="uncertainty", label="Weight of trust in government",
                  source="assumption")  # fmt: skip
    peers = Param(1.5, unit="utils", bounds=(0, 6), role="uncertainty", label="Weight of contacts who use them",
                  source="assumption: half of the weight in payments, where both sides must take part")  # fmt: skip
    usefulness = Param(2.5, unit="utils", bounds=(0, 6), role="uncertainty",
                       label="Weight of how useful the services are", source="assumption")  # fmt: skip
    habit = Param(0.7, unit="utils", bounds=(0, 4), role="uncertainty", label="Weight of habit",
                  source="assumption")  # fmt: skip
    papers = Param(0.15, unit="utils/paper", bounds=(0, 1), role="uncertainty",
                   label="Weight of each paper still asked", source="assumption")  # fmt: skip
    rate = Param(0.15, unit="1/month", bounds=(0.01, 1), role="uncertainty",
                 label="Chance of deciding afresh in a month",
                 source="assumption: needs arise less often than payments")  # fmt: skip
    learn = Param(0.3, unit="1/decision", bounds=(0, 0.5), role="uncertainty", label="Growth of habit",
                  source="assumption")  # fmt: skip
    least = Param(0.05, unit="share", bounds=(0, 1), role="uncertainty",
                  label="Usefulness under which there is no digital service to speak of",
                  source="assumption")  # fmt: skip
    locked = Param(0.5, unit="index", bounds=(0, 1), role="uncertainty",
                   label="Lock-in index above which poor services are blamed on lock-in",
                   source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of decisions."""
        r, g = city.residents, city.government
        if not g.live_eservices[0]:
            return
        weights = Weights(p.base, p.skill, p.income, p.female, p.education, p.trust, p.peers, p.usefulness,
                          p.habit, p.learn, float(g.service_push[0]) - p.papers * float(g.papers_asked[0]))  # fmt: skip
        offer = Offer(float(g.usefulness[0]), float(g.accessibility[0]), p.least,
                      bool(g.lock_in[0] > p.locked), float(g.skill_enough[0]))  # fmt: skip
        rows = draw.below("eservices.decide", len(r), p.rate)
        over_rows(choose_service, rows.size, rows, weights, offer, users(r, "eservices"), r.stage_eservices,
                  r.barrier_eservices)  # fmt: skip
