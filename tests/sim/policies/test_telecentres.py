"""Centres that help and teach."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from sim.policies.telecentres import Telecentres, open_centres
from tests.cities import run_rule, tiny_city
from tests.random_city import random_city


def test_centres_are_added_to_those_present_and_staffed():
    """One centre stands in the first of two equal districts; three more make it four times as many."""
    city = tiny_city(points__kind=[2, 0, 1], points__district=[0, 0, 1])
    spent = run_rule(Telecentres, city, centres=3, staffed=0.8, visits=0)
    assert_allclose(city.districts.centre_density, [4, 4])
    assert_allclose(city.government.assisted, [0.8])
    assert [s.cost for s in spent] == [3 * 43_000, 3 * 3_000]


def test_buildings_are_paid_once():
    city = tiny_city()
    run_rule(Telecentres, city, centres=3)
    building, running = run_rule(Telecentres, city, centres=3, months_on=1)
    assert building.cost == 0
    assert running.cost == 9_000


def test_a_visit_teaches_the_unskilled_until_visits_have_taught_enough():
    """Visits for all; the skilled are not taught, and 0.29 added so far leaves room for one more visit."""
    city = tiny_city(skill=[0.2, 0.6, 0.4, 0.45], trained=[0, 0, 0.29, 0.3])
    run_rule(Telecentres, city, centres=1, visits=1200, gain=0.02)
    assert_allclose(city.residents.skill, [0.22, 0.6, 0.42, 0.45], rtol=1e-6)
    assert_allclose(city.residents.trained, [0.02, 0, 0.31, 0.3], rtol=1e-5)


def test_the_places_of_a_month_are_visits_times_centres():
    """Ten people in a city of a thousand: 200 visits are two simulated ones."""
    city = tiny_city(10, adults=1000, skill=0.2)
    run_rule(Telecentres, city, centres=2, visits=100)
    assert np.count_nonzero(city.residents.trained) == 2


def test_the_loop_over_districts_gives_the_bits_of_the_same_lines_in_numpy():
    d, aimed = random_city(1, districts=40).districts, np.arange(40) % 3 > 0
    built = np.random.default_rng(1).random(40)
    share = d.population * aimed / max(float(d.population[aimed].sum()), 1e-9)
    new = np.maximum(17.3 * share - built, 0)
    expected = built + new
    assert open_centres(17.3, aimed, d.population, built) == new.sum()
    assert_array_equal(built, expected)
