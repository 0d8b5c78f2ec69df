"""Auditors from outside."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.independent_audits import IndependentAudits
from tests.cities import run_rule, tiny_city


def test_audits_find_faults_and_add_a_little_trust():
    """1 % of 2.4 million a year is 2,000 a month."""
    city = tiny_city(agencies__paid=1_200_000)
    (audit,) = run_rule(IndependentAudits, city, found=0.3, standing=0.02, premium=0.01)
    assert_allclose(city.government.outage_factor, [0.7])
    assert_allclose(city.government.ai_care, [0.3])
    assert_allclose(city.government.institutions, [0.02])
    assert_allclose(audit.cost, 2_000)
