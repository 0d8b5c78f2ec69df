"""The choice of a digital public service, shared by e-services and AI-assisted services.

    V = a + person + J·(share of contacts who use it) + U·usefulness + H·habit + extra

`usefulness` is what the agencies offer, times accessibility for residents with a disability;
`extra` gathers terms that are the same for everyone (papers still asked, errors of a machine).
The gates are a signal, a smartphone, affordable data, an active digital ID, for which nobody is too
young, awareness, and that there is a digital service at all.
"""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from sim.choice import (
    ACCEPTANCE,
    AWARENESS,
    DIGITAL_ID,
    DOCUMENTS,
    LAPSED,
    LOCK_IN,
    MIDDLING,
    NONE,
    NOT_DIGITAL,
    REGISTERED,
    UNAWARE,
    USES,
    made_good,
    named_constraint,
    personal_utility,
)  # fmt: skip
from sim.city.columns import IDENTITY
from sim.kernels import equation, kernel
from sim.tables import Array, Table

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
    skill_enough: float  # skill of the ordinary user


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
    value: float = w.base + person + w.peers * peers + w.usefulness * usefulness + w.habit * habit + w.extra
    return value


class Users(NamedTuple):
    """The columns of residents that a decision reads; `taste`, `peers` and `habit` are the channel's own."""

    access: Array
    identity: Array
    documents: Array
    disabled: Array
    skill: Array
    rank: Array
    female: Array
    education: Array
    trust: Array
    contacts: Array
    taste: Array
    peers: Array
    habit: Array


def users(residents: Table, channel: str) -> Users:
    """The columns of one channel's users."""
    return Users._make(columns_of(channel)(residents))


@cache
def columns_of(channel: str) -> attrgetter[tuple[Array, ...]]:
    """Takes from residents the columns that `Users` holds, by the names they have in one channel."""
    return attrgetter(*(f"{name}_{channel}" if name in OWN else name for name in Users._fields))


OWN = ("taste", "peers", "habit")
SHARED = tuple(name for name in Users._fields if name not in OWN)


def reads(channel: str) -> tuple[str, ...]:
    """The columns that a channel's decisions read."""
    own = tuple(f"residents.{name}_{channel}" for name in OWN if name != "habit")
    offer = ("usefulness", "accessibility", "lock_in", "skill_enough", f"live_{channel}")
    return (*(f"residents.{name}" for name in SHARED), *own, *(f"government.{name}" for name in offer))


@kernel
def choose_service(
    lo: int, hi: int, rows: Array, w: Any, offer: Any, r: Any, stage: Array, barrier: Array
) -> None:
    """The decisions of `rows`: gates first, then the utility; habit follows use from one to the next."""
    for k in range(lo, hi):
        i = rows[k]
        useful = offer.usefulness * (offer.accessibility if r.disabled[i] else 1.0)
        r.habit[i] += w.learn * ((1.0 if stage[i] == USES else 0.0) - r.habit[i])
        gate = service_barrier(r.access[i], r.identity[i], r.documents[i], stage[i], useful, offer.least,
                               offer.locked)  # fmt: skip
        if gate != NONE:
            stage[i] = LAPSED if stage[i] == USES else stage[i]
            barrier[i] = gate
            continue
        person = personal_utility(w.skill, r.skill[i], w.income, r.rank[i], w.female, r.female[i], w.education,
                                  r.education[i], w.trust, r.trust[i])  # fmt: skip
        share = r.peers[i] / max(r.contacts[i], 1)
        value = r.taste[i] + service_utility(w, person, share, useful, r.habit[i])
        if value > 0.0:
            stage[i], barrier[i] = USES, NONE
            continue
        stage[i] = LAPSED if stage[i] == USES else max(stage[i], REGISTERED)
        barrier[i] = named_constraint(
            -value, 0.0, made_good(w.skill, r.skill[i], offer.skill_enough),
            made_good(w.trust, r.trust[i], MIDDLING), w.usefulness * (1.0 - useful),
        )  # fmt: skip
        if barrier[i] == ACCEPTANCE:  # here the offer falls short, not the shops
            barrier[i] = LOCK_IN if offer.locked else NOT_DIGITAL
