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
    assert service_usefulness.py_func(1, 1, 0.4, False) == pytest.approx(0.8)
    assert service_usefulness.py_func(1, 0, 1.0, False) == pytest.approx(0.25)
    assert service_usefulness.py_func(0.5, 0.25, 0.0, False) == pytest.approx(0.375)
    assert service_usefulness.py_func(1, 1, 0.0, True) == 0


def test_all_services_of_an_agency_begin_where_the_city_file_says():
    city = tiny_city(agencies=3, agencies__digitisation=["paper", "partly digital", "end to end"])
    Digitisation().begin(city, Digitisation.defaults(), Draws(1, 0))
    assert_array_equal(city.agencies.forms, [0, 1, 1])
    assert_array_equal(city.agencies.whole, [0, 0, 1])


def test_what_is_offered_is_weighted_by_caseload():
    """.25 · .8 + .75 · .5 = .575 of usefulness, times a local fit of 1.2; .25 accessible; all with a form online."""
    city = tiny_city(
        agencies__caseload=[0.25, 0.75], agencies__forms=1, agencies__whole=[1, 0],
        agencies__legacy=[0.4, 0], agencies__accessibility=[1, 0], government__local_fit=1.2,
    )  # fmt: skip
    run_rule(Digitisation, city, hazard=0)
    g = city.government
    assert_allclose([g.usefulness[0], g.accessibility[0], g.digital_share[0]], [0.69, 0.25, 1], rtol=1e-6)
    city.agencies.forms[1] = 0.4
    run_rule(Digitisation, city, hazard=0)
    assert_allclose([g.usefulness[0], g.digital_share[0]], [0.42, 0.55], rtol=1e-6)


def test_services_are_at_most_fully_useful():
    city = tiny_city(agencies__whole=1, agencies__legacy=0, government__local_fit=3)
    run_rule(Digitisation, city, hazard=0)
    assert city.government.usefulness[0] == 1


def test_services_take_one_step_at_a_time_and_stop_at_end_to_end():
    """hazard .25 · (½ + .5) · (1 − 0) · push 2 = ½: half of those on paper get a form, half of the forms are finished."""
    city = tiny_city(
        agencies=3, agencies__forms=[0, 1, 1], agencies__whole=[0, 0, 1], agencies__legacy=0, agencies__capacity=0.5,
        government__digitise_push=2,
    )  # fmt: skip
    run_rule(Digitisation, city, hazard=0.25)
    assert_allclose(city.agencies.forms, [0.5, 1, 1])
    assert_allclose(city.agencies.whole, [0, 0.5, 1])
    run_rule(Digitisation, city, hazard=0.25)
    assert_allclose(city.agencies.forms, [0.75, 1, 1])
    assert_allclose(city.agencies.whole, [0.25, 0.75, 1])


def test_without_push_no_service_moves():
    city = tiny_city(agencies__forms=[0, 1], government__digitise_push=0)
    run_rule(Digitisation, city, hazard=0.2)
    assert_array_equal(city.agencies.forms, [0, 1])
    assert_array_equal(city.agencies.whole, [0, 0])


def test_a_team_helps_with_the_step_that_it_works_on():
    """hazard .125 · (½ + .5) · (1 − 0) = ⅛; four times as much for forms at one agency, for what is behind at the other."""
    city = tiny_city(
        agencies__forms=[0, 0.5], agencies__legacy=0, agencies__capacity=0.5,
        agencies__forms_help=[4, 1], agencies__whole_help=[1, 4],
    )  # fmt: skip
    run_rule(Digitisation, city, hazard=0.125)
    assert_allclose(city.agencies.forms, [0.5, 0.5625])
    assert_allclose(city.agencies.whole, [0, 0.25])


def test_an_agency_is_as_digital_as_half_of_its_services():
    city = tiny_city(agencies=3, agencies__forms=[0.4, 0.5, 0.9], agencies__whole=[0.1, 0.4, 0.5])
    run_rule(Digitisation, city, hazard=0)
    assert_array_equal(city.agencies.digitisation, [0, 1, 2])


def test_the_loop_over_agencies_gives_the_bits_of_the_same_lines_in_numpy():
    a, rng = random_city(1, agencies=40).agencies, np.random.default_rng(3)
    forms, helped = rng.random(40), rng.uniform(0.5, 4, (2, 40))
    whole, level = forms * rng.random(40), np.zeros(40, np.uint8)
    chance = 0.3 * (0.5 + a.capacity.astype(float)) * (1 - 0.5 * a.legacy.astype(float)) * 1.7
    more, done = np.minimum(chance * helped[0], 1), np.minimum(chance * helped[1], 1)
    expected = forms + more * (1 - forms), whole + done * (forms - whole)
    digitise(0.3, 1.7, *helped, a.capacity, a.legacy, forms, whole, level)
    assert_array_equal(forms, expected[0])
    assert_array_equal(whole, expected[1])
    assert (whole <= forms).all()
    assert forms.max() <= 1
