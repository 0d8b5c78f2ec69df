"""Services usable with a disability."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.accessible_design import AccessibleDesign
from tests.cities import run_rule, tiny_city


def test_agencies_close_a_share_of_the_way_and_only_those_with_work_left_pay():
    """0.5 + 0.1 · 0.4 = 0.54; the other agency is past the aim. 7 % of 1.2 million a year is 7,000 a month."""
    city = tiny_city(agencies__accessibility=[0.5, 0.95], agencies__paid=1_200_000)
    (work,) = run_rule(AccessibleDesign, city, aimed=0.9, pace=0.1, premium=0.07)
    assert_allclose(city.agencies.accessibility, [0.54, 0.95], rtol=1e-6)
    assert_allclose(work.cost, 7_000)
    assert work.units == 1
