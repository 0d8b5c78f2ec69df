"""What happens when a resident needs a public service."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from sim.choice import ASSISTED, COUNTER, DENIED, NO_NEED, ONLINE, OUTCOMES, USES
from sim.draws import Draws, uniform
from sim.kernels import kernel, over_rows
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column

CASES = 1024  # needs are dealt to agencies in steps of 1/1024 of the caseload
CITIES = 16  # whose deal is remembered
STREAMS = tuple(f"needs.{what}" for what in ("agency", "partly", "luck", "fallback", "help", "service"))


@kernel
def at_the_counter(
    luck: float, papers_luck: float, help_luck: float, counters: float, papers: bool, refusal: float,
    help_nearby: float,
) -> int:  # fmt: skip
    """Served if a counter is open and papers suffice; else assisted where a centre is near; else denied."""
    if luck < counters and (papers or papers_luck >= refusal):
        return COUNTER
    return ASSISTED if help_luck < help_nearby else DENIED


@kernel
def online(
    luck: float, fallback_luck: float, failure: float, errors: float, contestable: float, fallback: float
) -> int:
    """Served online unless the ID check or the machine fails; then a fallback decides."""
    if luck >= failure + errors:
        return ONLINE
    way_back = fallback if luck < failure else max(fallback, contestable)
    return ASSISTED if fallback_luck < way_back else DENIED


@kernel
def deal_cases(caseload: Array) -> Array:
    """The agency of each of 1024 equal parts of the caseload."""
    cases, agency, end = np.empty(CASES, np.uint8), 0, float(caseload[0])
    total = caseload.sum()
    for k in range(CASES):
        while (k + 0.5) / CASES * total > end and agency < caseload.size - 1:
            agency += 1
            end += caseload[agency]
        cases[k] = agency
    return cases


@lru_cache(maxsize=CITIES)
def dealt(caseload: bytes) -> Array:
    """The same for the bytes of a caseload, which never changes in a city, and so is dealt once."""
    return deal_cases(np.frombuffer(caseload, np.float32))


@kernel
def meet_needs(
    lo: int, hi: int, rows: Array, keys: Array, p: Any, counters: float, fallback: float, assisted: float, errors: float,
    contestable: float, cases: Array, forms: Array, whole: Array, down: Array, eservices: Array, assistant: Array,
    documents: Array, centre: Array, housebound: Array, need: Array, harm: Array,
) -> None:  # fmt: skip
    """What becomes of the needs of `rows`, each for a service drawn by caseload; see `Needs`."""
    for k in range(lo, hi):
        i = rows[k]
        agency = cases[int(uniform(keys[0], i) * cases.size)]
        digital = eservices[i] == USES or assistant[i] == USES
        service = uniform(keys[5], i)
        offered = service < whole[agency] or (service < forms[agency] and uniform(keys[1], i) < p.partly)
        if digital and not down[agency] and offered:
            wrong = errors if eservices[i] != USES else 0.0
            need[i] = online(
                uniform(keys[2], i), uniform(keys[3], i), p.failure, wrong, contestable, fallback
            )
        else:
            out = 0.0 if housebound[i] else 1.0
            need[i] = at_the_counter(uniform(keys[2], i), uniform(keys[3], i), uniform(keys[4], i), out * counters,
                                     documents[i], p.refusal, out * centre[i] * assisted)  # fmt: skip
        if need[i] == DENIED:
            harm[i] += p.severity


class Needs(Mechanism):
    """Needs arise, and each is served online, assisted, served at a counter, or denied.

        chance of a need a month  = rate;   its agency is drawn by caseload, its service among the agency's
        digital user, digital service:  online with chance 1 − failure − errors,  else fallback or denied
        everyone else:              counter with chance counters · (1 − refusal without papers),
                                    else assisted with chance assisted · access to a centre, else denied

    Users of e-services or the assistant are served online where the agency is up and the service is digital end to
    end or, for the share `partly` of needs, has a form online. The ID check fails with probability `failure`, the
    assistant errs with its own; whoever fails is assisted if there is a fallback, and denied otherwise. Everyone else
    goes to a counter: those without papers are turned away with probability `refusal`, all are where counters are
    closed, unless an access centre is near enough to help. The housebound (a flood, a heatwave) reach neither counter
    nor centre.

    Source: failed authentication denied .8–2.2 % of Indian rations a month, in places 5.2 % [claims of
    surveys]; the rest are assumptions.
    """

    phase = Phase.NEEDS
    order = 20
    reads = ("agencies.caseload", "agencies.forms", "agencies.whole", "agencies.down", "residents.stage_eservices",
             "residents.stage_assistant", "residents.documents", "residents.centre_access",
             "government.ai_errors", "government.contestable", "government.counters", "government.fallback",
             "government.assisted")  # fmt: skip
    writes = ("residents.harm",)
    columns = (
        Column("residents.need", np.uint8, "This month's need", "outcome", start=0, codes=OUTCOMES, tally="flow"),
        Column("residents.harm", np.float32, "Severity of bad experiences this month", "severity", start=0,
               monthly=True),
        Column("government.counters", np.float64, "Share of counters that are open", "share", start=1,
               bounds=(0, 1), monthly=True),
        Column("government.fallback", np.float64, "Failed checks that someone can put right", "share", start=0.5,
               bounds=(0, 1), monthly=True),
        Column("government.assisted", np.float64, "Centres that help with services", "share", start=0.3,
               bounds=(0, 1), monthly=True),
        Column("residents.housebound", np.bool_, "Cannot leave home this month", "yes/no", start=0, monthly=True),
    )  # fmt: skip
    rate = Param(0.2, unit="1/month", bounds=(0, 1), role="uncertainty",
                 label="Chance of needing a public service in a month", source="assumption")  # fmt: skip
    partly = Param(0.5, unit="share", bounds=(0, 1), role="uncertainty",
                   label="Needs that a partly digital service can meet online", source="assumption")  # fmt: skip
    failure = Param(0.015, unit="probability", bounds=(0, 0.2), role="uncertainty",
                    label="ID checks that fail", source="surveys of Indian rations: 0.008-0.022 a month")  # fmt: skip
    refusal = Param(0.3, unit="probability", bounds=(0, 1), role="uncertainty",
                    label="Residents without papers turned away at a counter", source="assumption")  # fmt: skip
    severity = Param(1.0, unit="severity", bounds=(0, 3), role="fixed",
                     label="Severity of a denied service; other harms are relative to it",
                     source="definition")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of needs."""
        r, a, g = city.residents, city.agencies, city.government
        keys = np.array([draw.key(stream) for stream in STREAMS], np.uint64)
        cases = dealt(a.caseload.tobytes())
        r.need.fill(NO_NEED)
        rows = draw.below("needs.arise", len(r), p.rate)
        over_rows(meet_needs, rows.size, rows, keys, p, float(g.counters[0]), float(g.fallback[0]),
                  float(g.assisted[0]), float(g.ai_errors[0]), float(g.contestable[0]), cases, a.forms,
                  a.whole, a.down, r.stage_eservices, r.stage_assistant, r.documents, r.centre_access,
                  r.housebound, r.need, r.harm)  # fmt: skip
