"""Guarded and backed-up systems."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.security_programme import SecurityProgramme
from tests.cities import run_rule, tiny_city


def test_security_grows_and_outages_shrink_with_it():
    """0 + .5 · .8 = .4, so outages are 1 − .3 · .4 of normal. 5 % of 2.4 million a year is 10,000 a month."""
    city = tiny_city(agencies__paid=1_200_000)
    (work,) = run_rule(SecurityProgramme, city, aimed=0.8, pace=0.5, steadier=0.3, premium=0.05)
    assert_allclose(city.government.security, [0.4])
    assert_allclose(city.government.outage_factor, [0.88])
    assert_allclose(work.cost, 10_000)
