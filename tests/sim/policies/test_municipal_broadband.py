"""Networks where markets build none."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from sim.policies.municipal_broadband import MunicipalBroadband, build
from tests.cities import run_rule, tiny_city
from tests.random_city import random_city


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


def test_the_loop_over_districts_gives_the_bits_of_the_same_lines_in_numpy():
    d, aimed = random_city(1, districts=40).districts, np.arange(40) % 3 > 0
    had = np.maximum(d.built, d.coverage)
    reached = had + 0.08 * np.maximum(0.7 - had, 0)
    expected = np.where(aimed & (reached > had), reached, d.built)
    new = ((reached - had) * d.population)[aimed].sum()
    assert build(np.float32(0.08), np.float32(0.7), aimed, d.coverage, d.population, d.built) == new
    assert_array_equal(d.built, expected)
