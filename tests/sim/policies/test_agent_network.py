"""Cash agents close to home."""

from __future__ import annotations

from sim.policies.agent_network import AgentNetwork
from tests.cities import run_rule, tiny_city


def test_agents_multiply_where_they_are_added_and_each_is_paid():
    """One agent point made four adds three, at 40 a month each."""
    city = tiny_city(points__kind=["ID office", "agent", "access centre"])
    (support,) = run_rule(AgentNetwork, city, times=4.0, support=40.0)
    assert city.districts.agent_density.tolist() == [4.0, 4.0]
    assert support.cost == 3 * 40


def test_half_strength_adds_half_and_never_takes_agents_away():
    city = tiny_city(districts__agent_density=[1.0, 5.0])
    run_rule(AgentNetwork, city, strength=0.5, times=3.0)
    assert city.districts.agent_density.tolist() == [2.0, 5.0]
