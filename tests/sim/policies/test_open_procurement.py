"""Tenders that any vendor may win."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.open_procurement import OpenProcurement
from tests.cities import run_rule, tiny_city


def test_tenders_open_and_portability_closes_a_share_of_the_way():
    city = tiny_city(agencies__portability=[0.3, 0.9])
    (team,) = run_rule(OpenProcurement, city, pace=0.5, portability=0.7, team=15_000)
    assert city.government.open_tender[0] == 1
    assert_allclose(city.agencies.portability, [0.5, 0.9], rtol=1e-6)
    assert team.cost == 15_000
