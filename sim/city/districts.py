"""Districts on the map: the user's own polygons, or a tessellation grown from the seed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry

from sim.city.outlines import shape
from sim.city.spec import AREA_CODES, CitySpec
from sim.draws import Draws, Floats
from sim.tables import Array

GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
CENTRE = AREA_CODES["centre"]
WITHIN = 0.8
"""How far from the middle a place is inside every outline, of which the mean radius is 1."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Polygons in km, with the west and south edge of the city at 0, and the centre of each."""

    polygons: tuple[BaseGeometry, ...]
    centres: Array  # districts × 2
    areas: Array  # code of the kind of area

    def nearest(self, most: int = 3) -> Array:
        """The `most` nearest other districts of each district (itself where there are fewer)."""
        apart = np.linalg.norm(self.centres[:, None] - self.centres[None], axis=-1)
        order = np.argsort(apart, axis=1, kind="stable")[:, 1 : most + 1]
        missing = most - order.shape[1]
        fill = np.repeat(np.arange(len(order))[:, None], missing, axis=1)
        found: Array = np.hstack([order, fill]).astype(np.int64)
        return found


def lay_out(spec: CitySpec, draws: Draws) -> Layout:
    """The map of the city; generated districts have areas that add up to the file's `area_km2`.

    Districts that the user drew keep their own size.
    """
    own = [shape(d.polygon) for d in spec.districts if d.polygon is not None]
    polygons = own or tessellate(spec, draws)
    west, south, _, _ = shapely.total_bounds(polygons)
    moved = [shapely.transform(p, lambda xy: xy - (west, south)) for p in polygons]
    centres = np.array([p.centroid.coords[0] for p in moved])
    areas = np.array([AREA_CODES[d.area] for d in spec.districts], np.uint8)
    return Layout(tuple(moved), centres, areas)


def tessellate(spec: CitySpec, draws: Draws) -> list[BaseGeometry]:
    """Voronoi cells of evenly spread places within a rounded outline; central districts innermost.

    Places start on a sunflower spiral with a random turn and jitter and move three times to the
    centre of their cell (Lloyd's algorithm), which makes cells of similar size.
    """
    n = len(spec.districts)
    luck = draws.uniform("city/map", 3 * n + 4)
    edge = outline(luck[:4])
    k = np.arange(n)
    radius, angle = 0.9 * np.sqrt((k + 0.5) / n), GOLDEN_ANGLE * k + 2 * np.pi * luck[4]
    places = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    places += (luck[4 : 4 + 2 * n].reshape(n, 2) - 0.5) * 0.4 / np.sqrt(n)
    for _ in range(3):
        cells = settled(places, edge)
        places = np.array([cell.centroid.coords[0] for cell in cells])
    scale = np.sqrt(spec.area_km2.value / edge.area)
    inner = np.argsort(np.hypot(places[:, 0], places[:, 1]), kind="stable")
    wish = [(d.area != "centre", luck[4 + 2 * n + i]) for i, d in enumerate(spec.districts)]
    cell_of = dict(zip(sorted(range(n), key=wish.__getitem__), inner, strict=True))
    return [shapely.transform(cells[cell_of[i]], lambda xy: xy * scale) for i in range(n)]


def outline(luck: Floats) -> BaseGeometry:
    """A rounded city limit of mean radius 1: r = 1 + .12 cos(2θ + a) + .06 cos(3θ + b)."""
    angle = np.linspace(0, 2 * np.pi, 96, endpoint=False)
    radius = (
        1 + 0.12 * np.cos(2 * angle + 2 * np.pi * luck[0]) + 0.06 * np.cos(3 * angle + 2 * np.pi * luck[1])
    )
    return Polygon(np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]))


def settled(places: Array, edge: BaseGeometry) -> list[BaseGeometry]:
    """The cells of places, each with some land: where one has none, all that stand outside `edge` come inside."""
    cells = voronoi(places, edge)
    if all(cell.area for cell in cells):
        return cells
    outside = ~shapely.contains_xy(edge, places)
    away = np.hypot(places[:, 0], places[:, 1])
    inwards = np.where(outside, WITHIN / away, 1.0)
    return voronoi(places * inwards[:, None], edge)


def voronoi(places: Array, edge: BaseGeometry) -> list[BaseGeometry]:
    """The part of `edge` that is nearer to each place than to any other."""
    if len(places) == 1:
        return [edge]
    found = shapely.voronoi_polygons(MultiPoint(places), extend_to=shapely.box(-3, -3, 3, 3))
    cells = np.array(found.geoms)
    shapely.prepare(cells)
    owned = [cells[np.argmax(shapely.intersects_xy(cells, *place))] for place in places]
    return [cell.intersection(edge) for cell in owned]
