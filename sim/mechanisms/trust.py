"""How experience, conversation and institutions move trust."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.choice import ASSISTED, ONLINE, USES
from sim.draws import Draws, uniform
from sim.kernels import equation, kernel, over_rows, total
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column

TURNS = 6  # months in which everyone has had one conversation


@equation
def next_trust(
    p: Any, trust: float, good: float, harm: float, redress: float, start: float, institutions: float,
    ceiling: float,
) -> float:  # fmt: skip
    """T after a month of experience; see `Trust` for the equation. Kept within [0, 1]."""
    after: float = (
        trust + p.gain * good * max(ceiling - trust, 0.0) - p.loss * harm * (1.0 - redress) * trust
        + p.recover * (start + institutions - trust)
    )  # fmt: skip
    return min(max(after, 0.0), 1.0)


@kernel
def feel(
    lo: int, hi: int, key: np.uint64, p: Any, redress: float, institutions: float, ceiling: float,
    start: Array, need: Array, harm: Array, payments: Array, trust: Array,
) -> None:  # fmt: skip
    """One month of experiences; written without branches, which lets the compiler take rows together."""
    for i in range(lo, hi):
        pays = payments[i] == USES
        failed = pays and uniform(key, i) < p.failed
        served = (need[i] == ONLINE) | (need[i] == ASSISTED)
        good = max(1.0 if served else 0.0, p.paid_well if pays and not failed else 0.0)
        hurt = harm[i] + (p.failed_severity if failed else 0.0)
        trust[i] = next_trust(p, trust[i], good, hurt, redress, start[i], institutions, ceiling)


@kernel
def converse(
    lo: int, hi: int, turn: int, key: np.uint64, talk: float, indptr: Array, indices: Array, trust: Array,
    gained: Array,
) -> None:  # fmt: skip
    """What those whose `turn` it is gain by talking with one contact drawn by lot; nobody has been moved by a talk yet.

    Step by step for all rows, so that memory is asked for many of them at once. Who knows nobody talks
    with themselves.
    """
    friend = np.empty(hi - lo, np.int64)
    for k in range(hi - lo):
        i = turn + TURNS * (lo + k)
        contacts = indptr[i + 1] - indptr[i]
        friend[k] = indptr[i] + int(uniform(key, i) * contacts) if contacts > 0 else -1
    for k in range(hi - lo):
        friend[k] = indices[friend[k]] if friend[k] >= 0 else turn + TURNS * (lo + k)
    for k in range(hi - lo):
        gained[lo + k] = talk * (trust[friend[k]] - trust[turn + TURNS * (lo + k)])


@kernel
def take_in(lo: int, hi: int, turn: int, gained: Array, trust: Array) -> None:
    """Those whose `turn` it is keep what they gained."""
    for k in range(lo, hi):
        trust[turn + TURNS * k] += gained[k]


@kernel
def trust_histogram(trust: Array) -> Array:
    """Residents by trust in steps of 1/100."""
    counts = np.zeros(101, np.int64)
    for i in range(trust.size):
        counts[int(trust[i] * 100)] += 1
    return counts


class Trust(Mechanism):
    """Trust is lost fast and regained slowly.

        T' = T + gain·good·(ceiling − T) − loss·harm·(1 − redress)·T + recover·(T0 + I − T)
        then, every sixth month,  T'' = T' + talk·(T' of one contact − T'),       ceiling = cap + I

    `good` is 1 after a service received online or with help and `paid_well` after a month of
    payments without a failure; `harm` adds the severities of a denied service, a failed payment, a
    breach. I is what trust institutions add. A conversation with one contact drawn by lot has the
    same mean effect as averaging over all contacts (gossip averaging: Boyd et al. 2006, IEEE
    Transactions on Information Theory 52), and is what people do; a sixth of the city has one each
    month, in turn.

    Source: loss ten times gain is an assumption (3–20 in the literature on trust asymmetry); so are
    the rest. Leaves out: news from other cities.
    """

    phase = Phase.EXPERIENCE
    order = 10
    reads = ("residents.need", "residents.harm", "residents.stage_payments", "residents.trust_start",
             "government.redress", "government.institutions")  # fmt: skip
    writes = ("residents.trust",)
    columns = (
        Column("government.redress", np.float64, "Share of harm that redress makes good", "share", start=0.1,
               bounds=(0, 1), monthly=True),
        Column("government.institutions", np.float64, "What trust institutions add", "share", start=0,
               monthly=True),
        Column("government.trust_ceiling", np.float64, "Highest trust that experience leads to", "share",
               start=0.75),
        Column("government.trust_mean", np.float64, "Mean trust", "share", start=0),
        Column("government.trust_lowest", np.float64, "Mean trust of the least trusting tenth", "share", start=0),
    )  # fmt: skip
    gain = Param(0.012, unit="1/month", bounds=(0, 0.2), role="uncertainty",
                 label="Trust gained after good service", source="assumption")  # fmt: skip
    loss = Param(0.12, unit="1/severity", bounds=(0, 1), role="uncertainty",
                 label="Trust lost after harm of severity 1",
                 source="assumption: ten times the gain (3-20)")  # fmt: skip
    talk = Param(0.3, unit="1/conversation", bounds=(0, 1), role="uncertainty",
                 label="How much one conversation moves trust", source="assumption")  # fmt: skip
    recover = Param(0.02, unit="1/month", bounds=(0, 0.5), role="uncertainty",
                    label="Return of trust to what it was", source="assumption")  # fmt: skip
    cap = Param(0.75, unit="share", bounds=(0.3, 1), role="uncertainty",
                label="Highest trust that good service alone leads to", source="assumption")  # fmt: skip
    failed = Param(0.01, unit="1/month", bounds=(0, 0.3), role="uncertainty",
                   label="Chance of a failed payment in a month", source="assumption")  # fmt: skip
    failed_severity = Param(0.3, unit="severity", bounds=(0, 2), role="uncertainty",
                            label="Severity of a failed payment", source="assumption")  # fmt: skip
    paid_well = Param(0.3, unit="share", bounds=(0, 1), role="uncertainty",
                      label="How good a month of payments without failure is, relative to a service",
                      source="assumption")  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Measure the trust of month 0."""
        self._measure(city, p)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of experience and talk."""
        r, g, net = city.residents, city.government, city.network
        institutions = float(g.institutions[0])
        over_rows(feel, len(r), draw.key("trust.failed"), p, min(float(g.redress[0]), 1.0), institutions,
                  p.cap + institutions, r.trust_start, r.need, r.harm, r.stage_payments, r.trust)  # fmt: skip
        turn = city.month % TURNS
        gained = np.empty(len(range(turn, len(r), TURNS)))
        over_rows(converse, gained.size, turn, draw.key("trust.friend"), p.talk, net.indptr, net.indices, r.trust,
                  gained)  # fmt: skip
        over_rows(take_in, gained.size, turn, gained, r.trust)
        self._measure(city, p)

    def _measure(self, city: City, p: Any) -> None:
        """Mean every month; every year the mean of the lowest tenth, from a histogram in steps of 1/100."""
        trust, g = city.residents.trust, city.government
        g.trust_ceiling[0] = p.cap + g.institutions[0]
        g.trust_mean[0] = total(trust) / trust.size
        if city.month % 12:
            return
        counts = trust_histogram(trust)
        tenth = max(trust.size / 10, 1)
        left = np.clip(tenth - np.concatenate(([0], np.cumsum(counts)[:-1])), 0, counts)
        g.trust_lowest[0] = np.dot(left, np.arange(101) + 0.5) / 100 / tenth
