"""Puts homes, businesses and access points somewhere in their district."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sim.city.districts import Layout
from sim.draws import Draws, Floats, uniform
from sim.kernels import equation, kernel, over_rows
from sim.tables import Array

TRIES = 1000  # a district that fills 2 % of its box is missed this often once in 10^9
NEXT_TRY = np.uint64(0xD1342543DE82EF95)  # an odd number, so that tries do not repeat


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
