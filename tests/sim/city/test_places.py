"""Homes and businesses stand in their own district, spread evenly."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from sim.city.districts import Layout
from sim.city.places import scatter
from sim.draws import Draws


def test_everybody_lives_in_their_district(city):
    r = city.residents
    for d, polygon in enumerate(city.polygons):
        mine = r.district == d
        near = polygon.buffer(1e-4)  # coordinates are stored to a tenth of a metre
        assert shapely.contains_xy(near, r.x[mine], r.y[mine]).all()


def test_businesses_and_points_are_in_their_district(city):
    for table in (city.businesses, city.points):
        for d, polygon in enumerate(city.polygons):
            mine = table.district == d
            assert shapely.contains_xy(polygon.buffer(1e-4), table.x[mine], table.y[mine]).all()


def test_points_are_uniform_in_a_district_with_a_hole_and_an_island():
    """The island holds a fifth of the area, so a fifth of 20,000 points (s.e. .003)."""
    land = shapely.MultiPolygon([
        shapely.Polygon([(0, 0), (3, 0), (3, 3), (0, 3)], [[(1, 1), (2, 1), (2, 2), (1, 2)]]),
        shapely.box(5, 0, 7, 1),
    ])  # fmt: skip
    layout = Layout((land,), np.array([[2.0, 1.0]]), np.zeros(1, np.uint8))
    x, y = scatter(layout, np.zeros(20_000, np.int16), "test", Draws(1))
    assert shapely.contains_xy(land, x, y).all()
    assert np.mean(x > 4) == pytest.approx(0.2, abs=0.012)
    assert np.mean(x[x < 4]) == pytest.approx(1.5, abs=0.03)
