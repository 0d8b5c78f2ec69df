"""Gates, utility and habit of digital public services."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from sim.choice import (
    AWARE,
    AWARENESS,
    CHOICE,
    DEVICE,
    DIGITAL_ID,
    DOCUMENTS,
    LAPSED,
    LOCK_IN,
    NONE,
    NOT_DIGITAL,
    REGISTERED,
    SKILL,
    TRUST,
    UNAWARE,
    USES,
)  # fmt: skip
from sim.service_choice import (
    ACTIVE,
    Offer,
    Weights,
    choose_service,
    service_barrier,
    service_utility,
    users,
)
from sim.tables import Table
from tests.cities import tiny_city
from tests.random_city import random_city

NOTHING = Weights(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
GOOD = Offer(0.5, 1.0, 0.0, False, 0.65)


def decide(r: Table, weights: Weights, offer: Offer, loop: Any = choose_service) -> tuple[Any, Any]:
    """Everyone decides on e-services; returns stages and barriers."""
    floats = Weights(*(float(weight) for weight in weights))
    rows = np.arange(len(r), dtype=np.uint32)
    loop(0, len(r), rows, floats, offer, users(r, "eservices"), r.stage_eservices, r.barrier_eservices)
    return r.stage_eservices, r.barrier_eservices


def test_the_utility_of_a_service_adds_up_by_hand():
    """−1.2 + .4 + 1.5 · .5 + 2.5 · .6 + .7 · .5 − .3 = 1.5."""
    w = NOTHING._replace(base=-1.2, peers=1.5, usefulness=2.5, habit=0.7, extra=-0.3)
    assert service_utility.py_func(w, 0.4, 0.5, 0.6, 0.5) == pytest.approx(1.5)
    assert service_utility(w, 0.4, 0.5, 0.6, 0.5) == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("access", "identity", "documents", "stage", "useful", "locked", "barrier"),
    [
        (DEVICE, 0, False, UNAWARE, 0.0, True, DEVICE),
        (NONE, 0, False, UNAWARE, 0.0, True, DOCUMENTS),
        (NONE, 0, True, UNAWARE, 0.0, True, DIGITAL_ID),
        (NONE, 1, False, UNAWARE, 0.0, True, DIGITAL_ID),
        (NONE, ACTIVE, False, UNAWARE, 0.04, True, LOCK_IN),
        (NONE, ACTIVE, False, UNAWARE, 0.04, False, NOT_DIGITAL),
        (NONE, ACTIVE, False, UNAWARE, 0.05, True, AWARENESS),
        (NONE, ACTIVE, False, AWARE, 0.05, True, NONE),
    ],
)
def test_the_first_closed_gate_is_named(access, identity, documents, stage, useful, locked, barrier):
    assert service_barrier.py_func(access, identity, documents, stage, useful, 0.05, locked) == barrier
    assert service_barrier(access, identity, documents, stage, useful, 0.05, locked) == barrier


def ready(**columns: Any) -> Table:
    """Residents who pass every gate."""
    return tiny_city(**{"access": 0, "identity": "active", "stage_eservices": "aware", **columns}).residents


def test_services_are_as_useful_to_residents_with_a_disability_as_they_are_accessible():
    """4 · .5 − 1.5 = .5 for others, 4 · .5 · .5 − 1.5 = −.5 at half accessibility."""
    r = ready(disabled=[False, True])
    stages, barriers = decide(r, NOTHING._replace(base=-1.5, usefulness=4), GOOD._replace(accessibility=0.5))
    assert_array_equal(stages, [USES, REGISTERED])
    assert_array_equal(barriers, [NONE, NOT_DIGITAL])


def test_what_holds_back_is_skill_then_trust_then_the_offer_and_else_a_choice():
    """.5 utils are missing. Enough skill adds 4 · .15; middling trust 2 · .25; a full offer .5 · 1."""
    for weights, offer, named in (
        ({"skill": 4, "trust": 2, "usefulness": 1, "base": -0.5}, GOOD, SKILL),
        ({"trust": 2, "usefulness": 1, "base": -0.5}, GOOD, TRUST),
        ({"usefulness": 1, "base": -1.0}, GOOD, NOT_DIGITAL),
        ({"usefulness": 1, "base": -1.0}, GOOD._replace(locked=True), LOCK_IN),
        ({"base": -0.5}, GOOD, CHOICE),
    ):
        stages, barriers = decide(ready(trust=0.25), NOTHING._replace(**weights), offer)
        assert_array_equal(stages, REGISTERED)
        assert_array_equal(barriers, named)


def test_habit_follows_use_from_one_decision_to_the_next():
    """.4 + .25 · .6 = .55 after use; .4 − .25 · .4 = .3 without; a user who stops lapses."""
    r = ready(stage_eservices=["uses", "aware"], habit_eservices=0.4)
    stages, _ = decide(r, NOTHING._replace(base=-1, learn=0.25), GOOD)
    assert_allclose(r.habit_eservices, [0.55, 0.3], rtol=1e-6)
    assert_array_equal(stages, [LAPSED, REGISTERED])


def test_the_compiled_loop_decides_as_the_plain_one():
    weights = Weights(-1.2, 2.5, 0.26, -0.1, 0.6, 2.0, 1.5, 2.5, 0.7, 0.3, 0.1)
    for seed in (1, 2):
        fast, slow = random_city(seed).residents, random_city(seed).residents
        for r in (fast, slow):
            r.access[::2] = NONE
        offer = GOOD._replace(accessibility=0.6, least=0.4)
        assert_array_equal(decide(fast, weights, offer), decide(slow, weights, offer, choose_service.py_func))
        assert_allclose(fast.habit_eservices, slow.habit_eservices, rtol=1e-6)
        assert len(np.unique(fast.barrier_eservices[::2])) > 4
