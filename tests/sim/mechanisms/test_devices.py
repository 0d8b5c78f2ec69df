"""Who gets a phone, new or used."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from sim.draws import Draws
from sim.mechanisms.devices import (
    BASIC_PHONE,
    NO_PHONE,
    SMARTPHONE,
    Devices,
    acquire,
    bought,
    household_share,
)
from tests.cities import run_rule, tiny_city

BASIC, SMART = "basic phone", "smartphone"


def test_the_best_phone_within_reach_is_bought():
    """At .8: a smartphone for a limit of .9, or of .4 with half of it paid; else a basic one for a limit of .9."""
    plain = bought.py_func
    assert plain(0.8, 0.0, 9.0, 0.9) == SMARTPHONE
    assert plain(0.8, 0.0, 9.0, 0.7) == BASIC_PHONE
    assert plain(0.8, 0.5, 9.0, 0.4) == SMARTPHONE
    assert plain(0.8, 0.5, 0.9, 0.3) == BASIC_PHONE
    assert plain(0.8, 0.5, 0.7, 0.3) == NO_PHONE


def test_only_those_ready_to_buy_do_and_only_if_the_price_has_fallen_far_enough():
    """The price falls from 1 to .8: enough for a limit of .85, not for .75; three in ten are ready."""
    city = tiny_city(device=[BASIC] * 400, smartphone_limit=[0.85, 0.75] * 200)
    run_rule(Devices, city, ready=0.3, passed_on=0, price_change=-0.2)
    luck, device = Draws(1, 1).uniform("devices.upgrade", 400), city.residents.device
    assert_array_equal(device[::2] == SMARTPHONE, luck[::2] < 0.3)
    assert_array_equal(device[1::2], BASIC_PHONE)
    assert city.government.device_fall[0] == pytest.approx(0.8)


def test_a_phone_is_handed_on_by_the_others_at_home():
    """One of two others owns one: .8 · ½; whoever lives alone is handed none."""
    city = tiny_city(
        device=[SMART, BASIC, BASIC, BASIC] * 100,
        household=[n for k in range(100) for n in (k, k, k, 100 + k)],
    )
    run_rule(Devices, city, ready=0, passed_on=0.8, price_change=0)
    luck, device = Draws(1, 1).uniform("devices.upgrade", 400), city.residents.device
    assert_array_equal(device[1::4] == SMARTPHONE, luck[1::4] < 0.4)
    assert_array_equal(device[2::4] == SMARTPHONE, luck[2::4] < 0.4)
    assert_array_equal(device[3::4], BASIC_PHONE)


def test_the_share_at_home_leaves_out_the_resident():
    household, device = np.array([4, 5, 5, 5, 6]), np.array([2, 2, 1, 0, 2])
    assert [household_share.py_func(i, household, device) for i in range(5)] == [0, 0, 0.5, 0.5, 0]


def test_a_phone_is_never_lost():
    city = tiny_city(device=["no phone", BASIC, SMART])
    run_rule(Devices, city, ready=1, passed_on=0)
    assert_array_equal(city.residents.device, [NO_PHONE, BASIC_PHONE, SMARTPHONE])
    city = tiny_city(device=["no phone", BASIC, SMART], phone_limit=1, smartphone_limit=[0, 0.5, 1])
    run_rule(Devices, city, ready=1, passed_on=0, price_change=-0.1)
    assert_array_equal(city.residents.device, [BASIC_PHONE, BASIC_PHONE, SMARTPHONE])


def test_the_compiled_loop_does_as_the_plain_one():
    answers = []
    for loop in (acquire, acquire.py_func):
        device, rows = np.array([0, 1, 2, 0, 1, 2] * 20, np.uint8), np.arange(120, dtype=np.uint32)
        before, limit = device.copy(), np.linspace(0, 2, 120, dtype=np.float32)
        loop(0, 120, rows, Draws(3, 1).key("devices.upgrade"), 0.4, 0.5, 0.9, np.arange(120) // 3, before,
             np.zeros(120), limit, limit[::-1].copy(), device)  # fmt: skip
        answers.append(device)
    assert_array_equal(*answers)
    assert set(answers[0][::3]) == {NO_PHONE, BASIC_PHONE, SMARTPHONE}
