"""Data leak."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.shocks.breach import Breach
from tests.cities import run_rule, tiny_city


def test_victims_are_harmed_and_others_hear_of_it():
    """2 · (1 + .5) for victims, two fifths of it for the one who uses nothing."""
    city = tiny_city(stage_payments=["uses", "uses", "aware"])
    (response,) = run_rule(Breach, city, reach=1.0, severity=2.0, news=0.4, late=0.5, response=5.0)
    assert_allclose(city.residents.harm, [3, 3, 1.2], rtol=1e-6)
    assert response.cost == 10


def test_security_shrinks_the_reach_and_privacy_the_harm():
    """Full security with guarded 1 leaves no victims; full privacy spares half, and nothing is told late."""
    city = tiny_city(stage_payments="uses", government__security=1, government__privacy=1)
    run_rule(Breach, city, reach=1.0, guarded=1.0, spared=0.5, severity=2.0, news=0.4)
    assert_allclose(city.residents.harm, 0.4, rtol=1e-6)
