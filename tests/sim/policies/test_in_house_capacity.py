"""Engineers and documentation inside the agencies."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.in_house_capacity import InHouseCapacity
from tests.cities import run_rule, tiny_city


def test_capacity_and_documentation_approach_what_is_aimed_at_and_never_fall():
    """.5 + .1 · .2 = .52 and .3 + .1 · .3 = .33; the second agency is past both. Six engineers at 2,000."""
    city = tiny_city(agencies__capacity=[0.5, 0.9], agencies__portability=[0.3, 0.8])
    (posts,) = run_rule(InHouseCapacity, city, aimed=0.7, documented=0.6, pace=0.1)
    assert_allclose(city.agencies.capacity, [0.52, 0.9], rtol=1e-6)
    assert_allclose(city.agencies.portability, [0.33, 0.8], rtol=1e-6)
    assert (posts.units, posts.cost) == (6, 12_000)
