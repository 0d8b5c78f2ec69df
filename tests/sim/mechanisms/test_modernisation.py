"""Systems that age, fail and are renewed."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from sim.draws import Draws
from sim.mechanisms.modernisation import Modernisation, age
from tests.cities import run_rule, tiny_city
from tests.random_city import random_city


def test_systems_age_towards_all_legacy():
    """.5 + .1 · .5 = .55; what is all legacy stays so."""
    city = tiny_city(agencies__legacy=[0.5, 1])
    assert run_rule(Modernisation, city, ageing=0.1, hazard=0) is None
    assert_allclose(city.agencies.legacy, [0.55, 1], rtol=1e-6)


def test_a_success_leaves_a_share_of_the_legacy_and_a_failure_costs_the_same():
    """hazard .5 · push 2: both agencies try, at 2 years of a value of 1 and 3 million."""
    for failure, legacy in ((0, 0.1), (1, 0.5)):
        city = tiny_city(
            agencies__legacy=0.5, agencies__value=[1e6, 3e6], government__modernise_push=2
        )  # fmt: skip
        (spent,) = run_rule(Modernisation, city, hazard=0.5, failure=failure, remains=0.2, ageing=0, cost=2)
        assert_allclose(city.agencies.legacy, legacy, rtol=1e-6)
        assert (spent.cost, spent.units, spent.capital) == (8e6, 2, True)
        assert_array_equal(city.agencies.renewals, 1)


def test_what_is_legacy_or_struck_goes_down():
    """Chances 1 · legacy · factor of being down: 0 and 1, and 0 with a factor of 0; then struck: 1 and 0."""
    for factor, down in ((2, [False, True]), (0, [False, False])):
        city = tiny_city(agencies__legacy=[0, 0.5], government__outage_factor=factor)
        run_rule(Modernisation, city, outage=1, ageing=0, hazard=0)
        assert_array_equal(city.agencies.down, down)
    city = tiny_city(agencies__struck=[1, 0])
    run_rule(Modernisation, city, outage=0, hazard=0)
    assert_array_equal(city.agencies.down, [True, False])


def test_the_loop_over_agencies_gives_the_bits_of_the_same_lines_in_numpy():
    a, draw = random_city(1, agencies=40).agencies, Draws(2, 7)
    legacy = a.legacy.copy()
    legacy += 0.013 * (1 - legacy)
    down = draw.uniform("outage", 40) < 0.3 * legacy * np.float64(1.1) + a.struck
    age(draw.key("outage"), np.float32(0.013), np.float32(0.3), 1.1, a.struck, a.legacy, a.down)
    assert_array_equal(a.legacy, legacy)
    assert_array_equal(a.down, down)
