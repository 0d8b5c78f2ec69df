"""No paper is asked twice."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.once_only import OnceOnly
from tests.cities import run_rule, tiny_city


def test_officials_fetch_by_hand_what_residents_no_longer_bring():
    """Four papers, a quarter linked: three by hand; half of them, for two needs, at .4 dollars is 1.2."""
    city = tiny_city(agencies__papers=4, agencies__links=0.25, need=["denied", "served online", "no need"])
    (fetched,) = run_rule(OnceOnly, city, obeyed=0.5, fetch=0.4)
    assert city.government.asking_waived[0] == 0.5
    assert_allclose([fetched.units, fetched.cost], [3, 1.2])


def test_full_links_make_the_rule_free():
    city = tiny_city(agencies__papers=4, agencies__links=1, need="denied")
    assert run_rule(OnceOnly, city)[0].cost == 0
