"""Gates and utility of paying digitally, one resident at a time."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from sim.choice import (
    ACCOUNT,
    AWARE,
    AWARENESS,
    COVERAGE,
    DECIDING,
    DEVICE,
    DISTANCE,
    DOCUMENTS,
    NONE,
    PRICE,
    REGISTERED,
    SIGNATURE,
    UNAWARE,
    USES,
)  # fmt: skip
from sim.draws import Draws
from sim.mechanisms.payments import Payments
from sim.payment_choice import (
    Payers,
    Terms,
    account_barrier,
    choose_payments,
    payment_utility,
    phone_barrier,
    with_prompted,
)
from tests.random_city import random_city


def test_the_utility_of_paying_adds_up_by_hand():
    """.1 + .2 + .3 + 2.9 · .5 + 2.9 · .25 + 1 · .1 − .3 · 1 = 2.575; + .5 when income arrives digitally."""
    p = Payments.defaults()._replace(
        base=0.1, working=0.3, peers=2.9, acceptance=2.9, habit=1.0, paid=0.5, fee_weight=0.3
    )
    plain = payment_utility.py_func
    assert plain(p, 0.2, True, 0.5, 0.25, 0.1, True, 1.0) == pytest.approx(3.075)
    assert plain(p, 0.2, True, 0.5, 0.25, 0.1, False, 1.0) == pytest.approx(2.575)
    assert payment_utility(p, 0.2, True, 0.5, 0.25, 0.1, False, 1.0) == pytest.approx(2.575)


@pytest.mark.parametrize(
    ("stage", "signs", "banked", "papers", "online", "agent", "barrier"),
    [
        (REGISTERED, True, True, False, False, False, NONE),
        (REGISTERED, True, False, False, False, True, NONE),
        (USES, True, False, True, True, False, DISTANCE),
        (UNAWARE, True, False, False, True, True, DOCUMENTS),
        (UNAWARE, True, True, False, True, True, AWARENESS),
        (AWARE, True, True, False, True, False, DECIDING),
        (AWARE, True, True, False, False, False, DISTANCE),
        (AWARE, True, True, False, False, True, DECIDING),
        (AWARE, True, False, True, True, False, DISTANCE),
        (AWARE, True, False, True, True, True, ACCOUNT),
        (UNAWARE, False, False, False, True, True, SIGNATURE),
        (AWARE, False, True, True, True, True, SIGNATURE),
        (REGISTERED, False, True, True, True, True, NONE),
    ],
)
def test_why_someone_with_a_phone_has_no_money_there(stage, signs, banked, papers, online, agent, barrier):
    assert account_barrier.py_func(stage, signs, banked, papers, online, agent, True) == barrier
    assert account_barrier(stage, signs, banked, papers, online, agent, True) == barrier


def test_where_banks_are_not_linked_an_account_is_no_way_to_get_money_in():
    assert account_barrier.py_func(USES, True, True, True, True, False, False) == DISTANCE
    assert account_barrier.py_func(USES, True, True, True, True, True, False) == NONE


def test_a_smartphone_channel_asks_for_data_and_a_basic_phone_channel_for_a_signal():
    """On the smartphone channel the answer is what keeps the resident offline; on the other, money is no matter."""
    plain = phone_barrier.py_func
    assert plain(True, 2, 2, PRICE) == PRICE
    assert plain(True, 2, 2, NONE) == NONE
    assert plain(True, 1, 2, NONE) == DEVICE  # online on a phone at home
    assert plain(True, 1, 1, PRICE) == NONE
    assert plain(True, 0, 1, PRICE) == DEVICE
    assert plain(False, 2, 1, PRICE) == COVERAGE
    assert plain(True, 0, 0, PRICE) == NONE


def test_the_compiled_loop_decides_as_the_plain_one():
    """In random cities, with either kind of phone; the loop itself runs as plain Python."""
    p = Payments.defaults()
    for seed, needed in ((1, 1), (12, 2)):
        answers = []
        for loop in (choose_payments, choose_payments.py_func):
            r = random_city(seed).residents
            payers = Payers(*(r.array(name) for name in Payers._fields))
            rows = np.arange(0, len(r), 2, dtype=np.uint32)
            loop(0, rows.size, rows, p, Terms(needed, 1.0, 0.2, 0.65, True, 0.9, 0.3, 4), payers, r.stage_payments,
                 r.barrier_payments)  # fmt: skip
            answers.append((r.stage_payments, r.barrier_payments))
        assert_array_equal(answers[0], answers[1])
        assert np.count_nonzero(answers[0][0][::2] == USES) > 0
        assert_array_equal(answers[0][0][1::2], random_city(seed).residents.stage_payments[1::2])


@pytest.mark.parametrize("rows", [1, 8, 203])
def test_the_prompted_decide_beside_those_drawn_and_are_prompted_no_more(rows):
    draw, prompted = Draws(3, 4), np.arange(rows) % 3 == 0
    luck, drawn = draw.uniform("decide", rows), draw.below("decide", rows, 0.3)
    expected = [*drawn, *np.flatnonzero(prompted & (luck >= 0.3))]
    assert_array_equal(with_prompted(draw.key("decide"), 0.3, drawn, prompted), expected)
    assert not prompted.any()
