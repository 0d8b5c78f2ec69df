"""The choice of a digital public service, shared by e-services and AI-assisted services.

    V = a + person + J·(share of contacts who use it) + U·usefulness + H·habit + extra

`usefulness` is what the agencies offer, times accessibility for residents with a disability;
`extra` gathers terms that are the same for everyone (papers still asked, errors of a machine).
The gates are a signal, a smartphone, affordable data, an active digital ID, awareness, and that
there is a digital service at all.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sim.choice import (
    ACCEPTANCE, AWARENESS, DIGITAL_ID, DOCUMENTS, LAPSED, LOCK_IN, NONE, NOT_DIGITAL, REGISTERED,
    UNAWARE, USES, named_constraint, personal_utility,
)  # fmt: skip
from sim.city.columns import IDENTITY
from sim.kernels import equation, kernel
from sim.tables import Array

ACTIVE = IDENTITY.index("active")


class Weights(NamedTuple):
    """The weights of one service channel, in utils; `learn` is the growth of habit from one decision to the next."""

    base: float
    skill: float
    income: float
    female: float
    education: float
    trust: float
    peers: float
    usefulness: float
    habit: float
    learn: float
    extra: float


class Offer(NamedTuple):
    """What the agencies offer this month: shares, and whether contracts lock the city in."""

    usefulness: float
    accessibility: float
    least: float  # usefulness under which there is no digital service to speak of
    locked: bool
    ceiling: float  # trust that institutions allow


@equation
def service_barrier(
    access: int, identity: int, documents: bool, stage: int, usefulness: float, least: float, locked: bool
) -> int:
    """The first gate of a digital service that this resident does not pass, or NONE."""
    if access != NONE:
        return access
    if identity != ACTIVE:
        return DIGITAL_ID if identity > 0 or documents else DOCUMENTS
    if usefulness < least:
        return LOCK_IN if locked else NOT_DIGITAL
    return AWARENESS if stage == UNAWARE else NONE


@equation
def service_utility(w: Any, person: float, peers: float, usefulness: float, habit: float) -> float:
    """V of a digital service, in utils."""
    return w.base + person + w.peers * peers + w.usefulness * usefulness + w.habit * habit + w.extra


@kernel
def choose_service(
    lo: int, hi: int, rows: Array, w: Any, offer: Any, access: Array,
    identity: Array, documents: Array, disabled: Array, skill: Array, rank: Array, female: Array,
    education: Array, trust: Array, taste: Array, peers: Array, contacts: Array, habit: Array, stage: Array,
    barrier: Array,
) -> None:  # fmt: skip
    """The decisions of `rows`: gates first, then the utility; habit follows use from one to the next."""
    for k in range(lo, hi):
        i = rows[k]
        useful = offer.usefulness * (offer.accessibility if disabled[i] else 1.0)
        gate = service_barrier(
            access[i], identity[i], documents[i], stage[i], useful, offer.least, offer.locked
        )
        if stage[i] == USES:
            habit[i] += w.learn * (1.0 - habit[i])
        else:
            habit[i] -= w.learn * habit[i]
        if gate != NONE:
            if stage[i] == USES:
                stage[i] = LAPSED
            barrier[i] = gate
            continue
        if stage[i] < REGISTERED:
            stage[i] = REGISTERED
        person = personal_utility(w.skill, skill[i], w.income, rank[i], w.female, female[i], w.education,
                                  education[i], w.trust, trust[i])  # fmt: skip
        share = peers[i] / max(contacts[i], 1)
        value = taste[i] + service_utility(w, person, share, useful, habit[i])
        if value > 0.0:
            stage[i], barrier[i] = USES, NONE
        else:
            if stage[i] == USES:
                stage[i] = LAPSED
            barrier[i] = named_constraint(
                -value, w.skill * (1.0 - skill[i]), 0.0, w.usefulness * (1.0 - useful),
                w.trust * max(offer.ceiling - trust[i], 0.0), 0.0,
            )  # fmt: skip
            if barrier[i] == ACCEPTANCE:  # here the offer falls short, not the shops
                barrier[i] = LOCK_IN if offer.locked else NOT_DIGITAL
