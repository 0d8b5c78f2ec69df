"""Centres that help and teach."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from sim.policies.telecentres import Telecentres
from tests.cities import run_rule, tiny_city


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
