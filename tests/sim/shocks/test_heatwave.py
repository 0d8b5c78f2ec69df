"""Heat keeps the frail at home."""

from __future__ import annotations

from sim.shocks.heatwave import Heatwave
from tests.cities import run_rule, tiny_city


def test_the_old_and_the_disabled_stay_home_and_others_do_not():
    city = tiny_city(age=["60+", "25-44", "25-44"], disabled=[False, True, False])
    run_rule(Heatwave, city, frail=1.0, others=0.0)
    assert city.residents.housebound.tolist() == [True, True, False]


def test_it_lasts_as_many_months_as_asked():
    assert Heatwave.duration(Heatwave.defaults()._replace(months=3)) == 3
