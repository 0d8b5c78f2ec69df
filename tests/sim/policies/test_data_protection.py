"""Privacy by law and by design."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.data_protection import DataProtection
from tests.cities import run_rule, tiny_city


def test_privacy_grows_towards_its_aim_and_the_harmed_have_rights():
    """0 + .5 · .8 = .4; redress .1 + .2. 3 % of 2.4 million a year is 6,000 a month."""
    city = tiny_city(agencies__paid=1_200_000)
    work, supervisor = run_rule(DataProtection, city, aimed=0.8, pace=0.5, redress=0.2, premium=0.03)
    assert_allclose(city.government.privacy, [0.4])
    assert_allclose(city.government.redress, [0.3])
    assert_allclose(work.cost, 6_000)
    assert supervisor.cost == 12_000
