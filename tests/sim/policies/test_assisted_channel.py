"""A way back whenever the digital way fails."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.assisted_channel import AssistedChannel
from tests.cities import run_rule, tiny_city


def test_half_the_strength_covers_half_of_what_is_missing():
    """Fallback 0.5 → 0.75, help 0.3 → 0.55; two needs were assisted last month, at 2 dollars each."""
    city = tiny_city(need=["assisted", "assisted", "denied"])
    cases, desk = run_rule(AssistedChannel, city, strength=0.5, case=2.0, desk=6000)
    assert_allclose(city.government.fallback, [0.75])
    assert_allclose(city.government.assisted, [0.55])
    assert (cases.cost, cases.units) == (4.0, 2)
    assert desk.cost == 3000
