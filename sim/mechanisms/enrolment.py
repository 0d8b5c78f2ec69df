"""The queue for a digital ID."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.city.columns import IDENTITY
from sim.draws import Draws, uniform
from sim.kernels import equation, gather, kernel, over_rows
from sim.params import Param
from sim.rules import Mechanism, Phase, Spend
from sim.tables import Array, City, Column

NO_ID, ENROLLED = IDENTITY.index("no digital ID"), IDENTITY.index("enrolled")


@equation
def enrolment_hazard(
    walk_in: float, access: float, push: float, needed: float, benefits: bool, gap: float, female: bool
) -> float:
    """(walk_in · access + push + needed · benefits) · (1 − gap · female): chance of coming this month."""
    return (walk_in * access + push + needed * benefits) * (1.0 - gap * female)


@equation
def soon(months: float) -> float:
    """1 ÷ (1 + months): the share due each month, this one included, of what takes `months` on average."""
    return 1.0 / (1.0 + months)


@kernel
def arrivals(
    lo: int, hi: int, rows: Array, key: np.uint64, walk_in: float, needed: float, gap: float,
    identity: Array, documents: Array, waived: Array, waiting: Array, pending: Array, access: Array, push: Array,
    benefits: Array, female: Array,
) -> None:  # fmt: skip
    """Residents who may enrol and have not yet join the queue when their draw falls under their hazard."""
    for k in range(lo, hi):
        i = rows[k]
        if identity[i] == NO_ID and (documents[i] or waived[i]) and not waiting[i] and not pending[i]:
            waiting[i] = uniform(key, i) < enrolment_hazard(
                walk_in, access[i], push[i], needed, benefits[i], gap, female[i]
            )


@kernel
def issue(
    served: Array, key: np.uint64, chance: float, waiting: Array, pending: Array, identity: Array
) -> None:  # fmt: skip
    """Take the served from the queue, then issue a number to those who await one and whose draw is under `chance`."""
    for i in served:
        waiting[i], pending[i] = False, True
    rows = np.empty(pending.size, np.uint32)
    for k in range(gather(pending, rows)):
        i = rows[k]
        if uniform(key, i) < chance:
            identity[i], pending[i] = ENROLLED, False


class Enrolment(Mechanism):
    """Residents come to enrol for a digital ID, and as many are served as the kits allow.

        hazard   = (walk_in · access + push + needed · benefits) · (1 − gap · female)
        working' = working + (kits − working) ÷ (1 + settling)        kits withdrawn stop at once
        served   = min(offices + working, waiting),  in an order fixed for life
        a number is issued with chance 1 ÷ (1 + checking) a month, the month of the visit included

    While capacity binds, a campaign is a straight line: so were Aadhaar (R² .993), PhilSys (.988)
    and Nigeria's NIN (.995); before that it gathers speed, because kits are delivered and their operators
    learn for `settling` months. Those who are not served wait; capacity is that of the real city,
    and a fraction of a simulated resident is carried to the next month. Papers are a gate,
    unless an office takes other proof; `in_person` is the share of offices and kits that can work.
    Where fingerprints are compared with everybody else's, a number comes `checking` months after the visit.

    Source: linear campaigns from the national series; hazards and the women's gap are assumptions. India had
    taken the fingerprints of 450 million people in July 2013 and issued 370 million numbers (rediff.com).
    """

    phase = Phase.IDENTITY
    order = 10
    reads = ("residents.office_access", "residents.documents", "residents.enrol_push", "government.kits",
             "residents.benefits", "residents.female", "government.live_identity",
             "government.women_gap_closed")  # fmt: skip
    writes = ("residents.identity",)
    columns = (
        Column("residents.waiting", np.bool_, "In the queue for a digital ID", "yes/no", start=0),
        Column("residents.enrol_push", np.float32, "Extra chance of coming to enrol", "1/month", start=0,
               monthly=True),
        Column("residents.papers_waived", np.bool_, "Can enrol without the usual papers", "yes/no", start=0,
               monthly=True),
        Column("government.in_person", np.float64, "Enrolment capacity that can work", "share", start=1,
               bounds=(0, 1), monthly=True),
        Column("residents.pending", np.bool_, "Was enrolled and waits for the number", "yes/no", start=0),
        Column("government.kits", np.float64, "Enrolments a month that campaign kits add", "people/month",
               start=0, monthly=True),
        Column("government.kits_working", np.float64, "Enrolments a month that settled kits can make",
               "people/month", start=0),
        Column("government.women_gap_closed", np.float64, "Share of the women's gap that is closed", "share",
               start=0, monthly=True),
        Column("government.id_needed", np.float64, "Extra chance of coming for those on benefits", "1/month",
               start=0, monthly=True),
        Column("government.enrol_credit", np.float64, "Fraction of a place carried over", "residents", start=0),
        Column("government.enrolled", np.float64, "Enrolments this month, real city", "people/month", start=0),
    )  # fmt: skip
    walk_in = Param(
        0.03, unit="1/month", bounds=(0.0, 0.3), role="uncertainty",
        label="Chance of coming to enrol with an office next door", source="assumption",
    )  # fmt: skip
    capacity = Param(
        3.0, unit="people/month per 1,000 adults", bounds=(0.0, 200.0), role="lever",
        label="Enrolments that the permanent offices can handle", source="assumption",
    )  # fmt: skip
    gap = Param(
        0.2, unit="share", bounds=(0.0, 0.9), role="uncertainty",
        label="How much less often women come to enrol",
        source="assumption; Nigeria's NIN stood at 56 men to 44 women in 2022",
    )  # fmt: skip
    settling = Param(
        1.0, unit="months", bounds=(0.0, 12.0), role="uncertainty",
        label="Time until a new kit works at full speed", source="assumption: delivery, and operators who learn",
    )  # fmt: skip
    checking = Param(
        0.0, unit="months", bounds=(0.0, 12.0), role="uncertainty",
        label="Time from enrolling to holding a number",
        source="assumption: none, unless fingerprints are compared with everybody's; India's took four months",
    )  # fmt: skip
    cost = Param(
        4.0, unit="US$/enrolment", bounds=(0.5, 30.0), role="uncertainty",
        label="Cost of one enrolment",
        source="World Bank ID4D cost model: 4-11; 1-2 reported for India",
    )  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> tuple[Spend, ...] | None:
        """Queue, serve as many as there is room for, issue numbers."""
        r, g = city.residents, city.government
        g.enrolled[0] = 0
        sent, working = float(g.kits[0]), float(g.kits_working[0])
        g.kits_working[0] = min(sent, working + soon(p.settling) * (sent - working))
        if not g.live_identity[0]:
            return None
        gap = p.gap * (1 - float(g.women_gap_closed[0]))
        needed = float(g.id_needed[0])
        most = enrolment_hazard(p.walk_in, 1.0, float(r.enrol_push.max()), needed, True, 0.0, False)
        rows = draw.below("enrolment.come", len(r), most)
        over_rows(arrivals, rows.size, rows, draw.key("enrolment.come"), p.walk_in, needed, gap, r.identity, r.documents,
                  r.papers_waived, r.waiting, r.pending, r.office_access, r.enrol_push, r.benefits, r.female)  # fmt: skip
        served = self._serve(city, p, draw)
        g.enrolled[0] = served * city.weight
        return (Spend("credentials", g.enrolled[0] * p.cost, units=g.enrolled[0]),)

    def _serve(self, city: City, p: Any, draw: Draws) -> int:
        """Serve those in the queue, then issue the numbers that are due; returns how many were served."""
        r, g = city.residents, city.government
        capacity = (p.capacity * city.adults / 1000 + g.kits_working[0]) * g.in_person[0]
        room = capacity / city.weight + g.enrol_credit[0]
        served = draw.choose("enrolment.serve", r.waiting, room)
        g.enrol_credit[0] = min(room - served.size, 1.0)
        issue(served, draw.key("enrolment.issue"), soon(p.checking), r.waiting, r.pending, r.identity)
        return int(served.size)
