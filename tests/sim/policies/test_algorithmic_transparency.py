"""Decisions of machines that can be contested."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.algorithmic_transparency import AlgorithmicTransparency
from tests.cities import run_rule, tiny_city


def test_half_the_strength_makes_half_as_many_errors_contestable():
    city = tiny_city()
    (register,) = run_rule(AlgorithmicTransparency, city, strength=0.5, contestable=0.6)
    assert_allclose(city.government.contestable, [0.3])
    assert register.cost == 3_500
