"""One plan for all agencies."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.whole_of_government import WholeOfGovernment
from tests.cities import run_rule, tiny_city


def test_links_and_steps_come_faster():
    city = tiny_city()
    (unit,) = run_rule(WholeOfGovernment, city, linking=2.0, stepping=1.3)
    assert_allclose(city.government.link_push, [2])
    assert_allclose(city.government.digitise_push, [1.3])
    assert unit.cost == 18_000
