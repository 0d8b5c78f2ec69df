"""Distance and density of offices, agents and centres."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.mechanisms.access_points import AccessPoints
from tests.cities import run_rule, tiny_city

E1, E2 = 0.36787944, 0.13533528  # exp(-1), exp(-2)


def test_access_falls_by_a_factor_e_for_each_reach_of_distance():
    city = tiny_city(office_km=[0, 3, 6], agent_km=[0, 1, 2], centre_km=[0, 1.5, 3])
    run_rule(AccessPoints, city, office_reach=3, agent_reach=1, centre_reach=1.5)
    for kind in ("office", "agent", "centre"):
        assert_allclose(city.residents.array(f"{kind}_access"), [1, E1, E2], rtol=1e-6)


def test_four_times_the_points_halve_the_distance_in_their_own_district():
    city = tiny_city(agent_km=[2, 2], district=[0, 1], districts__agent_density=[1, 4])
    run_rule(AccessPoints, city, agent_reach=1)
    assert_allclose(city.residents.agent_access, [E2, E1], rtol=1e-6)


def test_access_returns_when_a_programme_of_more_points_ends():
    city = tiny_city(agent_km=[2, 2], districts__agent_density=4)
    run_rule(AccessPoints, city, agent_reach=1)
    assert_allclose(city.residents.agent_access, E1, rtol=1e-6)
    city.districts.agent_density[:] = 1
    run_rule(AccessPoints, city, agent_reach=1)
    assert_allclose(city.residents.agent_access, E2, rtol=1e-6)
    assert_allclose(city.districts.agent_applied, 1)


def test_agents_that_have_not_opened_yet_are_not_there():
    """A quarter of the agents is twice as far."""
    city = tiny_city(agent_km=1, office_km=1)
    run_rule(AccessPoints, city, agent_reach=1, office_reach=1, agents_open=0.25)
    assert_allclose(city.residents.agent_access, E2, rtol=1e-6)
    assert_allclose(city.residents.office_access, E1, rtol=1e-6)
    assert_allclose(city.districts.agent_density, 0.25)
