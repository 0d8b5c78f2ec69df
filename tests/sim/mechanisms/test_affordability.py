"""Who can pay for being online."""

from __future__ import annotations

from numpy.testing import assert_allclose, assert_array_equal

from sim.choice import COVERAGE, DEVICE, NONE, PRICE
from sim.mechanisms.affordability import Affordability, affordable
from tests.cities import run_rule, tiny_city


def test_data_is_affordable_up_to_a_share_of_income():
    """Half of 4 US$ is paid by others: 2 US$ is within .1 of 20 and not within .1 of 19."""
    assert affordable.py_func(4.0, 0.5, 0.1, 20.0)
    assert not affordable.py_func(4.0, 0.5, 0.1, 19.0)


def test_what_is_missing_is_named_in_the_order_signal_phone_price():
    """A bundle of .3 · 2 = .6 US$ is within .05 of 13 US$, and not within .05 of 11."""
    city = tiny_city(
        income=[13, 11, 11, 11],
        covered=[True, True, True, False],
        device=["smartphone", "smartphone", "basic phone", "basic phone"],
    )
    run_rule(Affordability, city, price_change=0, smallest=0.3)
    assert_array_equal(city.residents.access, [NONE, PRICE, DEVICE, COVERAGE])
    assert_array_equal(city.residents.online, [True, False, False, False])


def test_a_price_that_halves_each_month_reaches_the_poorer():
    """.3, then .15 US$: within .05 of 7 and then of 4 US$."""
    city = tiny_city(income=[7, 4], covered=True)
    run_rule(Affordability, city, price_change=-0.5, smallest=0.3)
    assert_array_equal(city.residents.online, [True, False])
    run_rule(Affordability, city, price_change=-0.5, smallest=0.3)
    assert_array_equal(city.residents.online, [True, True])
    assert_allclose(city.government.price_fall, 0.25)


def test_a_discount_brings_online_whoever_gets_it():
    city = tiny_city(income=[7, 7], covered=True, data_discount=[0, 0.5])
    run_rule(Affordability, city, price_change=0, smallest=0.3)
    assert_array_equal(city.residents.online, [False, True])
