"""Districts on the map: the user's own polygons, or a tessellation grown from the seed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry

from sim.city.spec import AREA_CODES, CitySpec
from sim.draws import Draws, Floats, uniform
from sim.kernels import equation, kernel, over_rows
from sim.tables import Array

GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
TRIES = 1000  # a district that fills 2 % of its box is missed this often once in 10^9
NEXT_TRY = np.uint64(0xD1342543DE82EF95)


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
    """The map of the city; generated districts have areas that add up to the file's `area_km2`."""
    rings = [d.polygon for d in spec.districts if d.polygon is not None]
    polygons = [Polygon(ring) for ring in rings] or tessellate(spec, draws)
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
        cells = voronoi(places, edge)
        places = np.array([cell.centroid.coords[0] for cell in cells])
    scale = np.sqrt(spec.area_km2.value / edge.area)
    inner = np.argsort(np.hypot(places[:, 0], places[:, 1]), kind="stable")
    wish = [(d.area != "centre", luck[4 + 2 * n + i]) for i, d in enumerate(spec.districts)]
    cell_of = dict(zip(sorted(range(n), key=wish.__getitem__), inner, strict=True))
    return [shapely.transform(cells[cell_of[i]], lambda xy: xy * scale) for i in range(n)]


def outline(luck: Floats) -> BaseGeometry:
    """A rounded city limit of mean radius 1: r = 1 + .12 cos(2θ + a) + .06 cos(3θ + b)."""
    angle = np.linspace(0, 2 * np.pi, 96, endpoint=False)
    radius = 1 + 0.12 * np.cos(2 * angle + 2 * np.pi * luck[0]) + 0.06 * np.cos(3 * angle + 2 * np.pi * luck[1])
    return Polygon(np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]))


def voronoi(places: Array, edge: BaseGeometry) -> list[BaseGeometry]:
    """The part of `edge` that is nearer to each place than to any other."""
    if len(places) == 1:
        return [edge]
    cells = shapely.voronoi_polygons(MultiPoint(places), extend_to=shapely.box(-3, -3, 3, 3)).geoms
    owned = [next(cell for cell in cells if shapely.intersects_xy(cell, *place)) for place in places]
    return [cell.intersection(edge) for cell in owned]


@equation
def inside(x: float, y: float, edges: Array, lo: int, hi: int) -> bool:
    """Whether a ray to the east of (x, y) crosses the edges lo..hi an odd number of times."""
    odd = False
    for e in range(lo, hi):
        x1, y1, x2, y2 = edges[e, 0], edges[e, 1], edges[e, 2], edges[e, 3]
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            odd = not odd
    return odd


@kernel
def _scatter(
    lo: int, hi: int, east: np.uint64, north: np.uint64, district: Array, boxes: Array, edges: Array,
    start: Array, x: Array, y: Array,
) -> None:  # fmt: skip
    for i in range(lo, hi):
        d = district[i]
        for attempt in range(TRIES):
            turn = np.uint64(attempt) * NEXT_TRY
            x[i] = boxes[d, 0] + uniform(east + turn, i) * (boxes[d, 2] - boxes[d, 0])
            y[i] = boxes[d, 1] + uniform(north + turn, i) * (boxes[d, 3] - boxes[d, 1])
            if inside(x[i], y[i], edges, start[d], start[d + 1]):
                break


def scatter(layout: Layout, district: Array, stream: str, draws: Draws) -> tuple[Floats, Floats]:
    """A point for each entry of `district`, uniform in the polygon of that district, in km."""
    rings = [_edges(polygon) for polygon in layout.polygons]
    start = np.cumsum([0, *(len(ring) for ring in rings)])
    boxes = np.array([polygon.bounds for polygon in layout.polygons])
    x, y = np.empty(district.size), np.empty(district.size)
    over_rows(_scatter, district.size, draws.key(f"{stream}/x"), draws.key(f"{stream}/y"), district, boxes,
              np.vstack(rings), start, x, y)  # fmt: skip
    return x, y


def _edges(polygon: BaseGeometry) -> Array:
    """The sides of a polygon, its holes and its islands as rows x1, y1, x2, y2."""
    parts = shapely.get_parts(shapely.boundary(polygon))
    corners = [shapely.get_coordinates(line) for line in parts]
    return np.vstack([np.hstack([line[:-1], line[1:]]) for line in corners])
