"""Offices, agents and centres: as many as in the real city, at real distances."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from sim.city.points import nearest_km
from sim.city.synthesis import synthesise


def test_the_city_has_the_real_number_of_points_whatever_is_simulated(spec, city):
    """600,000 adults: .15, 6 and .1 per 10,000 are 9 offices, 360 agents and 6 centres."""
    assert np.bincount(city.points.kind).tolist() == [9, 360, 6]
    assert np.bincount(synthesise(spec, 500, 7).points.kind).tolist() == [9, 360, 6]


def test_points_do_not_move_when_more_residents_are_simulated(spec, city):
    small = synthesise(spec, 500, 7)
    assert small.points.x.tobytes() == city.points.x.tobytes()


def test_distance_is_to_the_nearest_place_in_a_straight_line():
    homes, places = np.array([[0.0, 0.0], [3.0, 4.0]]), np.array([[3.0, 4.0], [10.0, 0.0]])
    assert_allclose(nearest_km(homes, places), [5.0, 0.0])


def test_distances_of_residents_are_the_shortest_ones(city):
    r, p = city.residents, city.points
    rows = np.arange(0, len(r), 997)
    for kind, name in enumerate(("office_km", "agent_km", "centre_km")):
        x, y = p.x[p.kind == kind], p.y[p.kind == kind]
        away = np.hypot(r.x[rows, None] - x, r.y[rows, None] - y).min(axis=1)
        assert_allclose(r.array(name)[rows], away, atol=1e-4)


def test_four_times_the_agents_halve_the_distance(spec, city):
    """In a plane the mean distance to the nearest of n random points goes with 1/√n."""
    more = synthesise(spec.revised({"access": {"agents": {"value": 24.0}}}), 20_000, 7)
    ratio = more.residents.agent_km.mean() / city.residents.agent_km.mean()
    assert ratio == pytest.approx(0.5, abs=0.07)


def test_a_city_without_offices_still_has_one(spec):
    none = synthesise(spec.revised({"access": {"id_offices": {"value": 0}}}), 500, 1)
    assert np.count_nonzero(none.points.kind == 0) == 1
