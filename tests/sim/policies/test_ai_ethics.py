"""Tested assistants."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.ai_ethics import AiEthics
from tests.cities import run_rule, tiny_city


def test_two_kinds_of_care_never_prevent_more_than_all_errors():
    """.4, then .4 of the remaining .6."""
    city = tiny_city()
    assert run_rule(AiEthics, city, prevented=0.4)[0].cost == 10_000
    run_rule(AiEthics, city, prevented=0.4)
    assert_allclose(city.government.ai_care, [0.64])
