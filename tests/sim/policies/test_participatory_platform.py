"""Proposals that are answered, or not."""

from __future__ import annotations

import pytest
from numpy.testing import assert_allclose

from sim.policies.participatory_platform import ParticipatoryPlatform
from tests.cities import run_rule, tiny_city


@pytest.mark.parametrize(("answered", "trust"), [(1.0, 0.03), (0.5, 0.0), (0.0, -0.03)])
def test_answers_add_trust_and_silence_takes_it(answered: float, trust: float):
    """5 % of 2,400 adults at 2 dollars a year are 20 dollars a month."""
    city = tiny_city(adults=2400)
    (cost,) = run_rule(ParticipatoryPlatform, city, answered=answered, standing=0.03)
    assert_allclose(city.government.institutions, [trust], atol=1e-12)
    assert_allclose(cost.cost, 20)
