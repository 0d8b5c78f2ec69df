"""What the agencies' online services are worth."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from sim.draws import Draws
from sim.mechanisms.digitisation import Digitisation, digitise, service_usefulness
from tests.cities import run_rule, tiny_city
from tests.random_city import random_city


def test_legacy_takes_up_to_half_of_a_services_worth_and_an_outage_all():
    assert service_usefulness.py_func(2, 0.4, False) == pytest.approx(0.8)
    assert service_usefulness.py_func(1, 1.0, False) == pytest.approx(0.25)
    assert service_usefulness.py_func(2, 0.0, True) == 0


def test_what_is_offered_is_weighted_by_caseload():
    """.25 · .8 + .75 · .5 = .575 of usefulness, times a local fit of 1.2; .25 accessible; .25 not on paper."""
    city = tiny_city(
        agencies__caseload=[0.25, 0.75], agencies__digitisation=["end to end", "partly digital"],
        agencies__legacy=[0.4, 0], agencies__accessibility=[1, 0], government__local_fit=1.2,
    )  # fmt: skip
    run_rule(Digitisation, city, hazard=0)
    g = city.government
    assert_allclose([g.usefulness[0], g.accessibility[0], g.digital_share[0]], [0.69, 0.25, 1], rtol=1e-6)
    city.agencies.digitisation[1] = 0
    run_rule(Digitisation, city, hazard=0)
    assert_allclose([g.usefulness[0], g.digital_share[0]], [0.24, 0.25], rtol=1e-6)


def test_services_are_at_most_fully_useful():
    city = tiny_city(agencies__digitisation=2, agencies__legacy=0, government__local_fit=3)
    run_rule(Digitisation, city, hazard=0)
    assert city.government.usefulness[0] == 1


def test_agencies_take_one_step_at_a_time_and_stop_at_end_to_end():
    """hazard .5 · (½ + .5) · (1 − 0) · push 2 = 1."""
    city = tiny_city(
        agencies=3, agencies__digitisation=[0, 1, 2], agencies__legacy=0, agencies__capacity=0.5,
        government__digitise_push=2,
    )  # fmt: skip
    run_rule(Digitisation, city, hazard=0.5)
    assert_array_equal(city.agencies.digitisation, [1, 2, 2])


def test_without_push_no_agency_moves():
    city = tiny_city(agencies__digitisation=[0, 1], government__digitise_push=0)
    run_rule(Digitisation, city, hazard=1)
    assert_array_equal(city.agencies.digitisation, [0, 1])


def test_an_agency_that_a_team_helps_moves_and_the_others_wait():
    """hazard .25 · (½ + .5) · (1 − 0) = .25; times 4 for the one that is helped, times 0 for the other."""
    city = tiny_city(
        agencies__digitisation=0, agencies__legacy=0, agencies__capacity=0.5, agencies__digitise_help=[4, 0]
    )  # fmt: skip
    run_rule(Digitisation, city, hazard=0.25)
    assert_array_equal(city.agencies.digitisation, [1, 0])


def test_the_loop_over_agencies_gives_the_bits_of_the_same_lines_in_numpy():
    a, draw, digitisation = (
        random_city(1, agencies=40).agencies,
        Draws(2, 7),
        np.arange(40, dtype=np.uint8) % 3,
    )
    helped = np.linspace(0.5, 2, 40, dtype=np.float32)
    chance = 0.3 * (0.5 + a.capacity) * (1 - 0.5 * a.legacy) * helped * np.float64(1.7)
    expected = digitisation + ((digitisation < 2) & (draw.uniform("step", 40) < chance))
    digitise(draw.key("step"), np.float32(0.3), 1.7, helped, a.capacity, a.legacy, digitisation)
    assert_array_equal(digitisation, expected)
    assert 0 < (expected != np.arange(40) % 3).sum() < 26
