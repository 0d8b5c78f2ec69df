"""Systems move to hosted infrastructure."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.cloud import Cloud
from tests.cities import run_rule, tiny_city


def test_what_moves_loses_legacy_and_portability_and_gets_cheaper():
    """Half of each moves: legacy .5 · .85, portability .3 · .9, price · .9; two systems cost half a year · half."""
    city = tiny_city(agencies__paid=1_000_000)
    (moving,) = run_rule(
        Cloud, city, pace=0.5, steadier=0.5, rehosted=0.3, tie=0.2, saving=0.2, migration=0.5
    )
    assert_allclose(city.agencies.hosted, 0.5)
    assert_allclose(city.agencies.legacy, 0.425, rtol=1e-6)
    assert_allclose(city.agencies.portability, 0.27, rtol=1e-6)
    assert_allclose(city.agencies.paid, 900_000)
    assert_allclose(city.government.outage_factor, [0.75])
    assert (moving.cost, moving.capital) == (500_000, True)
