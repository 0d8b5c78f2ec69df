"""Signals that reach home, and signals that are down."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from sim.mechanisms.connectivity import Connectivity, share_reached
from tests.cities import run_rule, tiny_city
from tests.random_city import random_city


def test_the_market_closes_a_share_of_the_gap_to_its_ceiling():
    """.5 + .1 · (.9 − .5) = .54 covers the home at .53 and not the one at .55; above the ceiling nothing moves."""
    city = tiny_city(cover_rank=[0.53, 0.55, 0.55], district=[0, 0, 1], districts__coverage=[0.5, 0.95])
    run_rule(Connectivity, city, growth=0.1, ceiling=0.9)
    assert_allclose(city.districts.coverage, [0.54, 0.95], rtol=1e-6)
    assert_array_equal(city.residents.covered, [True, False, True])


def test_public_building_reaches_homes_that_the_market_does_not():
    """The wider of .5 and .8 counts, not their sum."""
    city = tiny_city(cover_rank=[0.45, 0.75, 0.85], districts__coverage=0.5, districts__built=0.8)
    run_rule(Connectivity, city, growth=0)
    assert_array_equal(city.residents.covered, [True, True, False])


def test_an_outage_takes_the_signal_away_and_leaves_the_network_standing():
    """Half of .8 is down: homes up to .4 keep their signal, and all of .8 return when it ends."""
    city = tiny_city(cover_rank=[0.35, 0.45], districts__coverage=0.8, districts__down=0.5)
    run_rule(Connectivity, city, growth=0)
    assert_array_equal(city.residents.covered, [True, False])
    city.districts.down[:] = 0
    run_rule(Connectivity, city, growth=0)
    assert_array_equal(city.residents.covered, [True, True])


def test_the_loop_over_districts_gives_the_bits_of_the_same_line_in_numpy():
    d = random_city(1, districts=40).districts
    expected = np.maximum(d.coverage, d.built) * (1 - d.down)
    assert_array_equal(share_reached(d.coverage, d.built, d.down), expected)
