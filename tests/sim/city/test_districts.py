"""The map: cells that fill the city, or the user's own outlines."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from sim.city.districts import lay_out, shape, voronoi
from sim.city.files import check_city
from sim.draws import Draws


@pytest.mark.parametrize("seed", range(5))
def test_districts_fill_the_area_of_the_file_without_overlap(spec, seed):
    layout = lay_out(spec, Draws(seed))
    whole = shapely.union_all(layout.polygons)
    assert sum(p.area for p in layout.polygons) == pytest.approx(spec.area_km2.value)
    assert whole.area == pytest.approx(spec.area_km2.value)
    assert whole.bounds[:2] == pytest.approx((0, 0))
    assert min(p.area for p in layout.polygons) > spec.area_km2.value / 12 / 4


def test_central_districts_are_in_the_middle(spec):
    layout = lay_out(spec, Draws(1))
    middle = shapely.union_all(layout.polygons).centroid
    away = np.hypot(layout.centres[:, 0] - middle.x, layout.centres[:, 1] - middle.y)
    assert away[layout.areas == 0].max() <= away[layout.areas != 0].min() + 1e-9


def test_a_city_of_one_or_two_districts_has_a_map(given):
    for n in (1, 2):
        rows = [{**given["districts"][k], "share": 1 / n} for k in range(n)]
        layout = lay_out(check_city({**given, "districts": rows}, "town.yaml"), Draws(1))
        assert sum(p.area for p in layout.polygons) == pytest.approx(148)
        assert layout.nearest().shape == (n, 3)


def test_a_cell_is_nearer_to_its_own_place_than_to_any_other():
    places = np.array([[-0.5, 0.0], [0.5, 0.0]])
    left, right = voronoi(places, shapely.box(-1, -1, 1, 1))
    assert left.bounds == pytest.approx((-1, -1, 0, 1))
    assert right.bounds == pytest.approx((0, -1, 1, 1))


def test_a_ring_within_a_ring_is_a_hole_and_a_ring_beside_it_an_island():
    outer, hole = ((0, 0), (4, 0), (4, 4), (0, 4)), ((1, 1), (2, 1), (2, 2), (1, 2))
    island = ((5, 0), (6, 0), (6, 1), (5, 1))
    assert shape((outer, hole, island)).area == 16 - 1 + 1


def test_the_nearest_districts_do_not_include_the_district_itself(spec):
    near = lay_out(spec, Draws(1)).nearest()
    assert not (near == np.arange(12)[:, None]).any()


@pytest.mark.parametrize("seed", range(4))
def test_every_one_of_many_districts_has_land(given, seed):
    """Places begin up to a fifth outside the outline; among five hundred some cells had none of it."""
    rows = [{**given["districts"][0], "name": f"d{k}", "share": 1 / 500} for k in range(500)]
    layout = lay_out(check_city({**given, "districts": rows}, "town.yaml"), Draws(seed))
    assert sum(p.area for p in layout.polygons) == pytest.approx(148)
    assert min(p.area for p in layout.polygons) > 148 / 500 / 10
