"""Districts under water."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.shocks.flood import Flood
from tests.cities import run_rule, tiny_city


def test_the_district_with_the_least_coverage_is_hit_first():
    city = tiny_city(district=[0, 1, 1], districts__coverage=[0.9, 0.7])
    (relief,) = run_rule(Flood, city, districts=1, left=0.2, standing=0.05, confined=1.0, relief=5.0)
    assert_allclose(city.districts.down, [0, 0.8], rtol=1e-6)
    assert_allclose(city.districts.agent_density, [1, 0.05], rtol=1e-5)
    assert city.residents.housebound.tolist() == [False, True, True]
    assert relief.cost == 0.5 * 3 * 5


def test_more_districts_than_there_are_floods_them_all():
    city = tiny_city()
    run_rule(Flood, city, districts=50)
    assert (city.districts.down > 0).all()
