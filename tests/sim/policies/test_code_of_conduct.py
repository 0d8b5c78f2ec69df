"""A code for officials and vendors."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.code_of_conduct import CodeOfConduct
from tests.cities import run_rule, tiny_city


def test_the_code_adds_a_little_trust_for_little_money():
    city = tiny_city()
    (training,) = run_rule(CodeOfConduct, city, standing=0.01)
    assert_allclose(city.government.institutions, [0.01])
    assert training.cost == 2_000
