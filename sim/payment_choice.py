"""The choice to pay digitally: gates of the phone and the account, and the utility of paying.

The equation and its sources are in the docstring of `Payments`, which owns the parameters; here it
is written as scalar functions and one loop over the residents who decide this month.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np

from sim.choice import (
    ACCOUNT,
    AWARENESS,
    COVERAGE,
    DECIDING,
    DEVICE,
    DISTANCE,
    DOCUMENTS,
    LAPSED,
    MIDDLING,
    NONE,
    REGISTERED,
    SIGNATURE,
    UNAWARE,
    USES,
    made_good,
    may_sign,
    named_constraint,
    personal_utility,
)  # fmt: skip
from sim.draws import uniform
from sim.kernels import equation, first, kernel, without, words
from sim.tables import Array, Table

BASIC_PHONE = 1


@equation
def payment_utility(
    p: Any, person: float, working: bool, peers: float, acceptance: float, habit: float, paid: bool, fee: float
) -> float:  # fmt: skip
    """V of paying digitally, in utils; see `Payments` for the equation and its sources."""
    value: float = (
        p.base + person + p.working * working + p.peers * peers + p.acceptance * acceptance
        + p.habit * habit + p.paid * paid - p.fee_weight * fee
    )  # fmt: skip
    return value


@equation
def account_barrier(
    stage: int, signs: bool, banked: bool, papers: bool, online: bool, agent: bool, linked: bool
) -> int:
    """Why someone who can reach the network has no money there to pay with, or NONE.

    Money goes in and out through an agent near enough to make the trip (`agent`), or a bank account that is `linked`.
    """
    if stage >= REGISTERED:
        return NONE if agent or (banked and linked) else DISTANCE
    if not signs:
        return SIGNATURE
    if not banked and not papers:
        return DOCUMENTS
    if stage == UNAWARE:
        return AWARENESS
    if not (banked and online) and not agent:
        return DISTANCE
    return DECIDING if banked else ACCOUNT


@equation
def phone_barrier(covered: bool, device: int, device_needed: int, access: int) -> int:
    """What is missing to reach the payment network: data on one's own smartphone, or any signal and phone."""
    if device_needed > BASIC_PHONE and access != NONE:
        return access
    if not covered:
        return COVERAGE
    return DEVICE if device < device_needed else NONE


class Payers(NamedTuple):
    """The columns of residents that a decision reads; one entry each, see the columns of these names."""

    covered: Array
    phone_at_hand: Array
    access: Array
    online: Array
    guardian_place: Array
    banked: Array
    documents: Array
    identity: Array
    agent_access: Array
    trip_limit: Array
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


PAYERS = attrgetter(*Payers._fields)


def payers(residents: Table) -> Payers:
    """The columns of all residents that a decision reads."""
    return Payers._make(PAYERS(residents))


class Terms(NamedTuple):
    """What is the same for every resident this month."""

    device_needed: int
    fee: float  # % of a payment, after waivers
    push: float  # utils
    skill_enough: float  # skill of the ordinary user
    linked: bool  # bank accounts can pay in and out
    agents_serve: float  # share of trips to an agent that end with money changed
    signing: float  # share of those under 18 for whom a guardian signs
    shops: int  # places where each resident spends


@kernel
def with_prompted(key: np.uint64, rate: float, drawn: Array, prompted: Array) -> Array:
    """The rows drawn under `rate`, then the prompted who were not; nobody is prompted any more."""
    rows, taken, marks = np.empty(drawn.size + prompted.size, np.uint32), drawn.size, words(prompted)
    rows[:taken] = drawn
    for w in range(marks.size):
        word = marks[w]
        while word != 0:
            place = first(word)
            word = without(word, place)
            i = w * 8 + place
            prompted[i] = False
            if uniform(key, i) >= rate:
                rows[taken] = i
                taken += 1
    return rows[:taken]


@kernel
def choose_payments(
    lo: int, hi: int, rows: Array, p: Any, terms: Any, r: Any, stage: Array, barrier: Array
) -> None:
    """The decisions of `rows` on last month's city: gates first, then the utility."""
    for k in range(lo, hi):
        i = rows[k]
        gate = phone_barrier(r.covered[i], r.phone_at_hand[i], terms.device_needed, r.access[i])
        if gate == NONE:
            papers = r.documents[i] or r.identity[i] > 0
            agent = r.agent_access[i] * terms.agents_serve > r.trip_limit[i]
            signs = may_sign(r.guardian_place[i], terms.signing)
            gate = account_barrier(stage[i], signs, r.banked[i], papers, r.online[i], agent, terms.linked)
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
                              accepted, r.habit[i], paid, terms.fee)
        )  # fmt: skip
        if value > 0.0:
            stage[i], barrier[i] = USES, NONE
            continue
        stage[i] = LAPSED if stage[i] == USES else stage[i]
        barrier[i] = named_constraint(
            -value, p.fee_weight * terms.fee, made_good(p.skill, r.skill[i], terms.skill_enough),
            made_good(p.trust, trust, MIDDLING), p.acceptance * (1.0 - accepted),
        )  # fmt: skip
