"""Who moves to a smartphone."""

from __future__ import annotations

import pytest
from numpy.testing import assert_array_equal

from sim.draws import Draws
from sim.mechanisms.devices import SMARTPHONE, Devices, upgrade_chance
from tests.cities import run_rule, tiny_city


def test_the_chance_of_a_smartphone_grows_with_rank_skill_and_discount():
    """.01 · (.6 + .4 + .2) = .012; a half-price phone with pull 2 doubles it."""
    assert upgrade_chance.py_func(0.01, 0.6, 0.8, 0.4, 2.0, 0.0) == pytest.approx(0.012)
    assert upgrade_chance.py_func(0.01, 0.6, 0.8, 0.4, 2.0, 0.5) == pytest.approx(0.024)


def test_those_whose_draw_falls_under_their_chance_upgrade():
    """.2 · (.5 + .25 + .25) = .2 at full price, .2 · (1 + 2 · .5) = .4 at half price."""
    city = tiny_city(device=["basic phone"] * 400, device_discount=[0, 0.5] * 200)
    run_rule(Devices, city, hazard=0.2, floor=0.5, pull=2)
    luck, upgraded = Draws(1, 1).uniform("devices.upgrade", 400), city.residents.device == SMARTPHONE
    assert_array_equal(upgraded[::2], luck[::2] < 0.2)
    assert_array_equal(upgraded[1::2], luck[1::2] < 0.4)


def test_a_phone_is_never_lost():
    city = tiny_city(device=["no phone", "basic phone", "smartphone"])
    run_rule(Devices, city, hazard=0)
    assert_array_equal(city.residents.device, [0, 1, SMARTPHONE])
    run_rule(Devices, city, hazard=1, floor=1)
    assert_array_equal(city.residents.device, SMARTPHONE)
