"""Tenders that any vendor may win."""

from __future__ import annotations

import pytest
from numpy.testing import assert_allclose

from sim.policies.open_procurement import OpenProcurement
from tests.cities import run_rule, tiny_city


def test_standards_and_portability_close_a_share_of_the_way():
    city = tiny_city(agencies__standards=[0.2, 0.9], agencies__portability=0.3)
    run_rule(OpenProcurement, city, pace=0.5, standards=0.8, portability=0.7)
    assert_allclose(city.agencies.standards, [0.5, 0.9], rtol=1e-6)
    assert_allclose(city.agencies.portability, 0.5, rtol=1e-6)
    assert city.government.open_tender[0] == 1


def test_the_premium_is_on_what_vendors_are_paid():
    city = tiny_city(agencies__paid=[600_000, 600_000])
    work, team = run_rule(OpenProcurement, city, premium=0.03, team=15_000)
    assert work.cost == pytest.approx(0.03 * 100_000)
    assert team.cost == 15_000
