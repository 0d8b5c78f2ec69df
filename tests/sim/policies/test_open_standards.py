"""Interfaces on open standards."""

from __future__ import annotations

import pytest
from numpy.testing import assert_allclose

from sim.policies.open_standards import OpenStandards
from sim.registry import registry
from tests.cities import run_rule, tiny_city


def test_standards_close_a_share_of_the_way_and_the_premium_is_on_what_vendors_are_paid():
    city = tiny_city(agencies__standards=[0.2, 0.9], agencies__paid=[600_000, 600_000])
    (work,) = run_rule(OpenStandards, city, pace=0.5, aimed=0.8, premium=0.03)
    assert_allclose(city.agencies.standards, [0.5, 0.9], rtol=1e-6)
    assert work.cost == pytest.approx(0.03 * 100_000)


def test_every_family_of_standards_of_the_framework_can_be_switched_on():
    families = {policy.family: policy.standards for policy in registry().policies.values() if policy.family}
    assert len(families) == 6
    assert all(families.values())
