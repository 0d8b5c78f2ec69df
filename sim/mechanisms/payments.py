"""Who pays digitally, and what keeps the others from it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.choice import (
    ACCOUNT,
    AWARENESS,
    CONSTRAINTS,
    COVERAGE,
    DECIDING,
    DEVICE,
    DISTANCE,
    DOCUMENTS,
    LAPSED,
    NONE,
    REGISTERED,
    UNAWARE,
    USES,
    named_constraint,
    personal_utility,
)  # fmt: skip
from sim.draws import Draws
from sim.kernels import equation, kernel, over_rows
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column

BASIC_PHONE, REMOTE = 1, 0.5


@equation
def payment_utility(
    p: Any, person: float, working: bool, peers: float, acceptance: float, habit: float, paid: bool,
    fee: float, agent: float,
) -> float:  # fmt: skip
    """V of paying digitally, in utils; see `Payments` for the equation and its sources."""
    value: float = (
        p.base + person + p.working * working + p.peers * peers + p.acceptance * acceptance
        + p.habit * habit + p.paid * paid - p.fee_weight * fee - p.distance * (1.0 - agent) * (not paid)
    )  # fmt: skip
    return value


@equation
def account_barrier(stage: int, banked: bool, papers: bool, online: bool, agent: float) -> int:
    """Why someone who can reach the network is not registered, or NONE when they are."""
    if stage >= REGISTERED:
        return NONE
    if not banked and not papers:
        return DOCUMENTS
    if stage == UNAWARE:
        return AWARENESS
    if not (banked and online) and agent < REMOTE:
        return DISTANCE
    return DECIDING if banked else ACCOUNT


@equation
def phone_barrier(covered: bool, device: int, device_needed: int, access: int) -> int:
    """What is missing to reach the payment network: data on a smartphone, or any signal and phone."""
    if device_needed > BASIC_PHONE:
        return access
    if not covered:
        return COVERAGE
    return DEVICE if device < device_needed else NONE


class Payers(NamedTuple):
    """The columns of residents that a decision reads; one entry each, see the columns of these names."""

    covered: Array
    device: Array
    access: Array
    online: Array
    banked: Array
    documents: Array
    identity: Array
    agent_access: Array
    skill: Array
    rank: Array
    female: Array
    education: Array
    trust: Array
    trust_providers: Array
    work: Array
    paid_digitally: Array
    habit: Array
    taste_payments: Array
    peers_payments: Array
    contacts: Array
    accepting: Array


class Terms(NamedTuple):
    """What is the same for every resident this month."""

    device_needed: int
    fee: float  # % of a payment, after waivers
    push: float  # utils
    ceiling: float  # trust that institutions allow
    shops: int  # places where each resident spends


@kernel
def choose_payments(
    lo: int, hi: int, rows: Array, p: Any, terms: Any, r: Any, stage: Array, barrier: Array
) -> None:
    """The decisions of `rows` on last month's city: gates first, then the utility."""
    for k in range(lo, hi):
        i = rows[k]
        gate = phone_barrier(r.covered[i], r.device[i], terms.device_needed, r.access[i])
        if gate == NONE:
            papers = r.documents[i] or r.identity[i] > 0
            gate = account_barrier(stage[i], r.banked[i], papers, r.online[i], r.agent_access[i])
        if gate != NONE:
            stage[i] = LAPSED if stage[i] == USES else stage[i]
            barrier[i] = gate
            continue
        accepted = r.accepting[i] / terms.shops
        trust, paid = 0.5 * (r.trust[i] + r.trust_providers[i]), r.paid_digitally[i]
        person = personal_utility(
            p.skill, r.skill[i], p.income, r.rank[i], p.female, r.female[i], p.education, r.education[i],
            p.trust, trust,
        )  # fmt: skip
        value = (
            terms.push + r.taste_payments[i]
            + payment_utility(p, person, r.work[i] > 0, r.peers_payments[i] / max(r.contacts[i], 1),
                              accepted, r.habit[i], paid, terms.fee, r.agent_access[i])
        )  # fmt: skip
        if value > 0.0:
            stage[i], barrier[i] = USES, NONE
            continue
        stage[i] = LAPSED if stage[i] == USES else stage[i]
        barrier[i] = named_constraint(
            -value, p.skill * (1.0 - r.skill[i]), p.distance * (1.0 - r.agent_access[i]) * (not paid),
            p.acceptance * (1.0 - accepted), 0.5 * p.trust * max(terms.ceiling - r.trust[i], 0.0),
            p.fee_weight * terms.fee,
        )  # fmt: skip


class Payments(Mechanism):
    """Registered residents decide each month whether to pay digitally.

        V = base + skill·(skill − ½) + income·(rank − ½) + female·F + education·(schooling/2 − ½)
            + trust·(trust − ½) + working·W + peers·(share of contacts who pay digitally)
            + acceptance·(share of own shops that take it) + habit·H + paid·(income arrives digitally)
            − fee_weight·fee − distance·(1 − access to an agent)·(income arrives as cash) + push
        pays = registered AND can reach the network AND V + ε > 0

    Trust is the mean of trust in government and in providers. A decision is taken with probability
    `rate` a month, and the constraint recorded is the one met then: residents find out when they next
    try. `push` is what a cash crisis or a ban on cash adds.

    Sources: peers and acceptance are causal and large (Crouzet, Gupta & Mezzanotti 2023, Journal of
    Political Economy; Higgins 2024, American Economic Review); weights are medians of the draws that
    fitted in a prototype, their 5–95 % in each parameter's source.
    """

    phase = Phase.CHOICE
    order = 20
    reads = (*(f"residents.{name}" for name in Payers._fields), "government.device_needed",
             "government.fee_waived", "government.trust_ceiling", "government.live_payments")  # fmt: skip
    writes = ("residents.stage_payments",)
    columns = (
        Column("residents.barrier_payments", np.uint8, "What keeps the resident from paying digitally",
               "constraint", start=AWARENESS, codes=CONSTRAINTS, tally="stock"),
        Column("government.fee_waived", np.float64, "Share of the payment fee that is waived", "share", start=0,
               bounds=(0, 1), monthly=True),
        Column("government.payment_push", np.float64, "Pressure to pay digitally", "utils", start=0,
               monthly=True),
    )  # fmt: skip
    base = Param(0.1, unit="utils", bounds=(-4, 2), role="uncertainty",
                 label="Appeal of digital payments in themselves",
                 source="prototype fit: median -.08, 5-95 % -.60 to .17")  # fmt: skip
    skill = Param(2.0, unit="utils", bounds=(0, 6), role="uncertainty", label="Weight of digital skill",
                  source="prototype fit: 5-95 % 1.1-3.2")  # fmt: skip
    working = Param(0.3, unit="utils", bounds=(0, 2), role="uncertainty",
                    label="Shift for residents with work, who have more payments to make",
                    source="assumption")  # fmt: skip
    income = Param(0.11, unit="utils", bounds=(0, 2), role="uncertainty", label="Weight of income rank",
                   source="prototype fit: 5-95 % .11-.61; lower end, as income also decides who gets online")  # fmt: skip
    female = Param(-0.22, unit="utils", bounds=(-2, 1), role="uncertainty",
                   label="Shift for women, beyond access and skill",
                   source="prototype fit: 5-95 % -.39 to -.06")  # fmt: skip
    education = Param(0.8, unit="utils", bounds=(0, 3), role="uncertainty", label="Weight of schooling",
                      source="prototype fit: 5-95 % .02-.81; upper end, for the gap of Findex 2017")  # fmt: skip
    trust = Param(1.7, unit="utils", bounds=(0, 5), role="uncertainty", label="Weight of trust",
                  source="prototype fit: 5-95 % .90-2.5")  # fmt: skip
    peers = Param(2.9, unit="utils", bounds=(0, 8), role="uncertainty",
                  label="Weight of contacts who pay digitally (J)",
                  source="prototype fit: 5-95 % .8-4.4")  # fmt: skip
    acceptance = Param(2.9, unit="utils", bounds=(0, 8), role="uncertainty",
                       label="Weight of shops that accept (G)",
                       source="prototype fit: 5-95 % 1.0-3.8")  # fmt: skip
    habit = Param(1.0, unit="utils", bounds=(0, 4), role="uncertainty", label="Weight of habit",
                  source="prototype fit: 5-95 % .4-1.7")  # fmt: skip
    paid = Param(0.5, unit="utils", bounds=(0, 3), role="uncertainty",
                 label="Weight of a wage or benefit that arrives in an account", source="assumption")  # fmt: skip
    fee = Param(1.0, unit="% of a payment", bounds=(0, 10), role="lever",
                label="Fee on a resident's payment", source="assumption")  # fmt: skip
    fee_weight = Param(0.3, unit="utils per %", bounds=(0, 2), role="uncertainty",
                       label="Weight of the fee", source="assumption")  # fmt: skip
    distance = Param(0.6, unit="utils", bounds=(0, 3), role="uncertainty",
                     label="Weight of living far from a cash agent", source="assumption")  # fmt: skip
    rate = Param(0.26, unit="1/month", bounds=(0.01, 1), role="uncertainty",
                 label="Chance of deciding afresh in a month",
                 source="prototype fit: 5-95 % .10-.38")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of decisions."""
        r, g = city.residents, city.government
        if not g.live_payments[0]:
            return
        terms = Terms(
            int(g.device_needed[0]), p.fee * (1 - float(g.fee_waived[0])), float(g.payment_push[0]),
            float(g.trust_ceiling[0]), city.shops.shape[1],
        )  # fmt: skip
        payers = Payers(*(r.array(name) for name in Payers._fields))
        rows = draw.below("payments.decide", len(r), p.rate)
        over_rows(choose_payments, rows.size, rows, p, terms, payers, r.stage_payments, r.barrier_payments)
