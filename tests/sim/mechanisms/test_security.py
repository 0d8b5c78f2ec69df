"""Preparedness, and leaks that nobody asked for."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.mechanisms.security import Security
from tests.cities import run_rule, tiny_city


def test_preparedness_wears_off_by_a_fixed_share():
    city = tiny_city(government__security=0.8, government__privacy=0.4)
    assert run_rule(Security, city, erosion=0.25) is None
    assert_allclose([city.government.security[0], city.government.privacy[0]], [0.6, 0.3])


def test_a_leak_harms_users_less_where_data_are_sealed_off():
    """All legacy and a hazard of .2 in twenty cities: some leak; .8 · (1 − .5 · 1) for users, nothing for others."""
    leaks = 0
    for seed in range(20):
        city = tiny_city(stage_eservices=["uses", "aware"], agencies__legacy=1, government__privacy=1)
        spent = run_rule(Security, city, seed=seed, hazard=0.2, erosion=0, severity=0.8, spared=0.5)
        leaked = bool(city.government.leaks[0])
        assert_allclose(city.residents.harm, [0.4 * leaked, 0], rtol=1e-6)
        assert bool(spent) == leaked
        leaks += leaked
    assert 0 < leaks < 12


def test_security_prevents_all_leaks_when_it_prevents_every_one():
    for seed in range(20):
        city = tiny_city(stage_eservices="uses", agencies__legacy=1, government__security=1)
        assert run_rule(Security, city, seed=seed, hazard=0.2, prevented=1, erosion=0) is None
