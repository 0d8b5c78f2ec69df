"""An attack on the largest vendor."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.shocks.cyber_attack import CyberAttack
from tests.cities import run_rule, tiny_city


def test_agencies_of_the_largest_vendor_are_down_for_weeks_that_grow_with_legacy():
    """Three quarters of the caseload are with vendor 1: 1 + 3 · legacy weeks of four, for its two agencies."""
    city = tiny_city(agencies=3, agencies__vendor=[1, 0, 1], agencies__caseload=[0.5, 0.25, 0.25],
                     agencies__legacy=[0.0, 0.5, 1.0])  # fmt: skip
    (repair,) = run_rule(CyberAttack, city, longest=3.0)
    assert_allclose(city.agencies.struck, [0.25, 0, 1])
    assert repair.cost == 100_000


def test_users_suffer_and_others_hear_of_it():
    city = tiny_city(stage_eservices=["uses", "uses", "aware"])
    run_rule(CyberAttack, city, reach=1.0, severity=2.0, news=0.2)
    assert_allclose(city.residents.harm, [2, 2, 0.4], rtol=1e-6)


def test_security_and_privacy_halve_what_they_guard():
    """guarded .5 · security 1 halves the outage, spared .5 · privacy 1 the harm."""
    city = tiny_city(government__security=1, government__privacy=1, agencies__legacy=1)
    run_rule(CyberAttack, city, guarded=0.5, spared=0.5, news=1.0, severity=2.0)
    assert_allclose(city.agencies.struck, [0.5, 0.5])
    assert_allclose(city.residents.harm, 1)
