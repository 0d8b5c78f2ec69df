"""What residents see of each other, and shops of their customers."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_array_equal

from sim.choice import USES
from sim.mechanisms.exposure import CHANNELS, Exposure
from sim.tables import City
from tests.cities import run_rule, tiny_city
from tests.random_city import random_city


def test_a_resident_sees_the_contacts_who_use_a_channel():
    city = tiny_city(stage_payments=["uses", "registered", "uses"], friends=[(0, 1), (1, 2)])
    run_rule(Exposure, city)
    assert_array_equal(city.residents.peers_payments, [0, 2, 0])
    city.residents.stage_payments[0] = 4
    run_rule(Exposure, city)
    assert_array_equal(city.residents.peers_payments, [0, 1, 0])


def test_a_shop_counts_visits_by_payers_and_a_resident_the_own_shops_that_accept():
    city = tiny_city(
        stage_payments=["uses", "aware"],
        shops=[[0, 0, 0, 1], [0, 1, 1, 1]],
        businesses__accepts=[True, False],
    )
    run_rule(Exposure, city)
    assert_array_equal(city.businesses.payers, [3, 1])
    assert_array_equal(city.residents.accepting, [3, 1])


def assert_equals_a_fresh_count(city: City) -> None:
    """Compare what exposure keeps by changes with a count from nothing."""
    r, b, net = city.residents, city.businesses, city.network
    for channel in CHANNELS:
        uses = r.array(f"stage_{channel}") == USES
        seen = [np.count_nonzero(uses[net.neighbours(row)]) for row in range(len(r))]
        assert_array_equal(r.array(f"peers_{channel}"), seen)
    payers = np.bincount(city.shops[r.stage_payments == USES].ravel(), minlength=len(b))
    assert_array_equal(b.payers, payers)
    assert_array_equal(r.accepting, b.accepts[city.shops].sum(axis=1))


def test_counts_kept_by_changes_equal_a_fresh_count_in_any_city():
    for seed in range(3):
        city, rng = random_city(seed, residents=203, businesses=37), np.random.default_rng(seed)
        for _ in range(3):
            run_rule(Exposure, city)
            assert_equals_a_fresh_count(city)
            for channel in CHANNELS:
                city.residents.array(f"stage_{channel}")[:] = rng.integers(0, 5, 203)
            city.businesses.accepts[:] = rng.random(37) < 0.5
