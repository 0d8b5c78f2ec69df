"""Keeping apart."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.shocks.pandemic import Pandemic
from tests.cities import run_rule, tiny_city


def test_it_strikes_in_full_and_then_fades_in_equal_steps():
    """Two months in full, three of recovery: 3/4, 2/4 and 1/4 of it; seven tenths of counters in full."""
    open_counters = []
    for month in range(Pandemic.duration(Pandemic.defaults())):
        city = tiny_city()
        run_rule(Pandemic, city, months_on=month, in_person=0.7)
        open_counters.append(city.government.counters[0])
    assert_allclose(open_counters, [0.3, 0.3, 1 - 0.7 * 0.75, 0.65, 1 - 0.7 * 0.25])


def test_shops_lose_visits_on_top_of_activity():
    city = tiny_city()
    run_rule(Pandemic, city, activity=0.15, footfall=0.25)
    assert_allclose(city.government.activity, [0.85])
    assert_allclose(city.government.footfall, [0.75])
    assert_allclose(city.government.in_person, [0.3])
