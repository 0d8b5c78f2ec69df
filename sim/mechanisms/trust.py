"""How experience, conversation and institutions move trust."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.choice import USES
from sim.draws import Draws, uniform
from sim.kernels import equation, kernel, over_rows
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column

ONLINE, ASSISTED = 1, 2  # outcomes of a need that speak well of digital services (see needs)


@equation
def next_trust(
    p: Any, trust: float, good: float, harm: float, redress: float, friend: float, start: float,
    institutions: float, ceiling: float,
) -> float:  # fmt: skip
    """T one month later; see `Trust` for the equation. Kept within [0, 1]."""
    after = (
        trust + p.gain * good * max(ceiling - trust, 0.0) - p.loss * harm * (1.0 - redress) * trust
        + p.talk * (friend - trust) + p.recover * (start + institutions - trust)
    )  # fmt: skip
    return min(max(after, 0.0), 1.0)


@kernel
def feel(
    lo: int, hi: int, keys: Array, p: Any, redress: float, institutions: float, ceiling: float,
    before: Array, start: Array, need: Array, harm: Array, payments: Array, indptr: Array, indices: Array,
    trust: Array,
) -> None:  # fmt: skip
    """One month of experiences and one conversation with a contact drawn by lot."""
    for i in range(lo, hi):
        good = 1.0 if need[i] == ONLINE or need[i] == ASSISTED else 0.0
        hurt = harm[i]
        if payments[i] == USES:
            if uniform(keys[0], i) < p.failed:
                hurt += p.failed_severity
            else:
                good = max(good, p.paid_well)
        friend = before[i]
        contacts = indptr[i + 1] - indptr[i]
        if contacts > 0:
            friend = before[indices[indptr[i] + int(uniform(keys[1], i) * contacts)]]
        trust[i] = next_trust(p, before[i], good, hurt, redress, friend, start[i], institutions, ceiling)


class Trust(Mechanism):
    """Trust is lost fast and regained slowly.

        T' = T + gain·good·(ceiling − T) − loss·harm·(1 − redress)·T
               + talk·(T of one contact − T) + recover·(T0 + I − T),      ceiling = cap + I

    `good` is 1 after a service received online or with help and `paid_well` after a month of
    payments without a failure; `harm` adds the severities of a denied service, a failed payment, a
    breach. I is what trust institutions add. One conversation a month with a contact drawn by lot
    has the same mean effect as averaging over all contacts, and is what people do.

    Source: loss ten times gain is an assumption (3–20 in the literature on trust asymmetry); so are
    the rest. Leaves out: news from other cities.
    """

    phase = Phase.EXPERIENCE
    order = 10
    reads = ("residents.need", "residents.harm", "residents.stage_payments", "residents.trust_start",
             "government.redress", "government.institutions")  # fmt: skip
    writes = ("residents.trust",)
    columns = (
        Column("residents.trust_before", np.float32, "Trust at the end of last month", "share", start=0),
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
    talk = Param(0.05, unit="1/month", bounds=(0, 1), role="uncertainty",
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
        keys = np.array([draw.key("trust.failed"), draw.key("trust.friend")], np.uint64)
        institutions = float(g.institutions[0])
        r.trust_before[:] = r.trust
        over_rows(feel, len(r), keys, p, min(float(g.redress[0]), 1.0), institutions, p.cap + institutions,
                  r.trust_before, r.trust_start, r.need, r.harm, r.stage_payments, net.indptr, net.indices,
                  r.trust)  # fmt: skip
        self._measure(city, p)

    def _measure(self, city: City, p: Any) -> None:
        """Mean, and mean of the lowest tenth from a histogram in steps of 1/100."""
        trust, g = city.residents.trust, city.government
        g.trust_ceiling[0] = p.cap + g.institutions[0]
        g.trust_mean[0] = trust.mean(dtype=np.float64)
        counts = np.bincount((trust * 100).astype(np.int64), minlength=101)
        tenth = max(trust.size / 10, 1)
        left = np.clip(tenth - np.concatenate(([0], np.cumsum(counts)[:-1])), 0, counts)
        g.trust_lowest[0] = np.dot(left, np.arange(101) + 0.5) / 100 / tenth
