"""Vendors who cannot be left ask for more."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.shocks.price_rise import PriceRise
from tests.cities import run_rule, tiny_city


def test_the_price_rises_with_the_cost_of_leaving_up_to_a_year_s_value():
    """Half a year's value: +15 %; two years' worth counts as one: +30 %."""
    city = tiny_city(agencies__paid=1_000_000, agencies__switching_cost=[500_000, 2_000_000])
    run_rule(PriceRise, city, rise=0.3)
    assert_allclose(city.agencies.paid, [1_150_000, 1_300_000])
