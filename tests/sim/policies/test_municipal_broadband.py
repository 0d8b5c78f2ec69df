"""Networks where markets build none."""

from __future__ import annotations

import pytest
from numpy.testing import assert_allclose

from sim.policies.municipal_broadband import MunicipalBroadband
from tests.cities import run_rule, tiny_city


def test_a_share_of_the_missing_homes_is_reached_and_stays():
    """From .5 towards .9 at a tenth a month: .04 of each district, and 100 adults make 4."""
    city = tiny_city(adults=100, districts__coverage=0.5, districts__population=[0.5, 0.5])
    capital, _ = run_rule(MunicipalBroadband, city, homes=0.9, pace=0.1, home=150.0)
    assert_allclose(city.districts.built, 0.54)
    assert capital.cost == pytest.approx(4 * 150)


def test_the_poorer_pay_less_and_the_city_serves_those_online():
    city = tiny_city(rank=[0.1, 0.9], online=True)
    _, running = run_rule(MunicipalBroadband, city, discount=0.5, below=0.4, service=120.0)
    assert_allclose(city.residents.data_discount, [0.5, 0])
    assert running.cost == pytest.approx(120 * 0.5 / 12)
