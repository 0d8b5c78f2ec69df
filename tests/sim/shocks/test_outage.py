"""Power and backbone fail."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.shocks.outage import Outage
from tests.cities import run_rule, tiny_city


def test_signal_and_systems_fail():
    city = tiny_city()
    run_rule(Outage, city, signal=0.4, systems=0.5)
    assert_allclose(city.districts.down, 0.4, rtol=1e-6)
    assert_allclose(city.agencies.struck, 0.5)


def test_it_adds_to_what_is_already_down_without_passing_one():
    city = tiny_city(agencies__struck=0.8, districts__down=0.9)
    run_rule(Outage, city, signal=0.4, systems=0.5)
    assert_allclose(city.agencies.struck, 1)
    assert_allclose(city.districts.down, 0.9, rtol=1e-6)
