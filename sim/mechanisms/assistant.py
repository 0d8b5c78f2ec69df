"""Who uses AI-assisted services."""

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


class Assistant(Mechanism):
    """An AI assistant asks less skill of residents, but errs.

        V = base + person with skill·(1 − ease) + peers·(share of contacts) + usefulness·Q + habit·H
            − aversion·errors·(1 − contestable)

    `errors` is the share of cases the assistant gets wrong, less what care prevents; an error weighs nothing where rules
    make it contestable. Its errors also deny services (see needs).

    Source: assumption throughout; the starting specification puts the skill saved at .25.
    """

    phase = Phase.CHOICE
    order = 40
    reads = (*reads("assistant"), "government.contestable")
    writes = ("residents.stage_assistant",)
    columns = (
        Column("residents.barrier_assistant", np.uint8, "What keeps the resident from AI-assisted services",
               "constraint", start=AWARENESS, codes=CONSTRAINTS, tally="stock"),
        Column("residents.habit_assistant", np.float32, "Habit of using AI-assisted services", "share", start=0,
               bounds=(0, 1)),
        Column("government.contestable", np.float64, "Share of AI errors that can be contested", "share",
               start=0, bounds=(0, 1), monthly=True),
        Column("government.ai_care", np.float64, "Share of AI errors that are prevented", "share", start=0,
               bounds=(0, 1), monthly=True),
        Column("government.ai_errors", np.float64, "Share of cases the assistant gets wrong", "share", start=0),
    )  # fmt: skip
    base = Param(-1.5, unit="utils", bounds=(-5, 2), role="uncertainty",
                 label="Appeal of an AI assistant in itself", source="assumption")  # fmt: skip
    skill = Param(2.5, unit="utils", bounds=(0, 6), role="uncertainty",
                  label="Weight of digital skill without the assistant's help", source="assumption")  # fmt: skip
    ease = Param(0.25, unit="share", bounds=(0, 1), role="uncertainty",
                 label="Share of the skill that the assistant saves", source="assumption")  # fmt: skip
    income = Param(0.26, unit="utils", bounds=(0, 2), role="uncertainty", label="Weight of income rank",
                   source="as for payments")  # fmt: skip
    female = Param(-0.1, unit="utils", bounds=(-2, 1), role="uncertainty",
                   label="Shift for women, beyond access and skill", source="assumption")  # fmt: skip
    education = Param(0.4, unit="utils", bounds=(0, 3), role="uncertainty", label="Weight of schooling",
                      source="assumption")  # fmt: skip
    trust = Param(2.0, unit="utils", bounds=(0, 5), role="uncertainty", label="Weight of trust in government",
                  source="assumption")  # fmt: skip
    peers = Param(1.5, unit="utils", bounds=(0, 6), role="uncertainty", label="Weight of contacts who use it",
                  source="assumption")  # fmt: skip
    usefulness = Param(2.0, unit="utils", bounds=(0, 6), role="uncertainty",
                       label="Weight of how useful the services behind it are", source="assumption")  # fmt: skip
    habit = Param(0.7, unit="utils", bounds=(0, 4), role="uncertainty", label="Weight of habit",
                  source="assumption")  # fmt: skip
    aversion = Param(6.0, unit="utils", bounds=(0, 20), role="uncertainty",
                     label="Weight of errors nobody answers for", source="assumption")  # fmt: skip
    errors = Param(0.05, unit="share", bounds=(0, 0.5), role="uncertainty",
                   label="Cases the assistant gets wrong", source="assumption")  # fmt: skip
    rate = Param(0.15, unit="1/month", bounds=(0.01, 1), role="uncertainty",
                 label="Chance of deciding afresh in a month", source="assumption")  # fmt: skip
    learn = Param(0.3, unit="1/decision", bounds=(0, 0.5), role="uncertainty", label="Growth of habit",
                  source="assumption")  # fmt: skip
    least = Param(0.05, unit="share", bounds=(0, 1), role="uncertainty",
                  label="Usefulness under which there is nothing for it to assist with",
                  source="assumption")  # fmt: skip
    locked = Param(0.5, unit="index", bounds=(0, 1), role="uncertainty",
                   label="Lock-in index above which poor services are blamed on lock-in",
                   source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of decisions."""
        r, g = city.residents, city.government
        g.ai_errors[0] = p.errors * (1 - float(g.ai_care[0]))
        if not g.live_assistant[0]:
            return
        fear = -p.aversion * float(g.ai_errors[0]) * (1 - float(g.contestable[0]))
        weights = Weights(p.base, p.skill * (1 - p.ease), p.income, p.female, p.education, p.trust, p.peers,
                          p.usefulness, p.habit, p.learn, fear)  # fmt: skip
        offer = Offer(float(g.usefulness[0]), float(g.accessibility[0]), p.least,
                      bool(g.lock_in[0] > p.locked), float(g.skill_enough[0]))  # fmt: skip
        rows = draw.below("assistant.decide", len(r), p.rate)
        over_rows(choose_service, rows.size, rows, weights, offer, users(r, "assistant"), r.stage_assistant,
                  r.barrier_assistant)  # fmt: skip
