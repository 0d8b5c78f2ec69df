"""Heritage on a screen."""

from __future__ import annotations

from sim.services.heritage_online import HeritageOnline
from tests.cities import run_rule, tiny_city


def test_whoever_is_online_can_visit():
    city = tiny_city(online=[True, False], government__works_exchange=1.0)
    run_rule(HeritageOnline, city, reach=1.0)
    assert city.residents.rides.tolist() == [1, 0]
