"""The outline of a district: rings of corners, and the area that they enclose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

type Corners = tuple[tuple[float, float], ...]

MOST_MEETINGS = 200  # of a ring with itself; more is a scribble, and takes very long to untangle
SHARED = 6  # meetings of each side with other sides, for parts that share a border
AT_ONCE = 32  # sides that are held against all others in one go
ENOUGH = 2_000  # corners of a map: a scenario file can hold them, and a page shows no more
FINEST, ROUNDS = 2.0**-14, 8  # of the width of the map: how far a border may move, doubled in every round
METRE = 3  # decimals of a kilometre


def shape(rings: tuple[Corners, ...]) -> BaseGeometry:
    """The area inside an odd number of the rings: islands are added, a ring within a ring is a hole."""
    found: BaseGeometry = Polygon()
    for ring in rings:
        found = found.symmetric_difference(shapely.make_valid(Polygon(ring)))
    return found


def fault(rings: tuple[Corners, ...]) -> str:
    """Why an outline is of no use, in a sentence; empty for a good one."""
    if tangled(rings):
        return "the outline crosses itself again and again. Draw it anew."
    return "" if shape(rings).area > 0 else "the outline encloses no area. Draw it again."


def simplified(outlines: Mapping[str, tuple[Corners, ...]]) -> dict[str, tuple[Corners, ...]]:
    """The outlines with `ENOUGH` corners or fewer; a map that has no more stays as it is.

    Corners are left out where a border moves least by it (Visvalingam & Whyatt 1993), the same ones on both sides,
    so that neighbours still meet.
    """
    if _corners(outlines.values()) <= ENOUGH:
        return dict(outlines)
    shapes = [_areas(rings) for rings in outlines.values()]
    west, south, east, north = shapely.total_bounds(shapes)
    found: dict[str, tuple[Corners, ...]] = {}
    for times in range(ROUNDS):
        tolerance = FINEST * 2.0**times * max(east - west, north - south)
        plain = shapely.coverage_simplify(shapes, tolerance)
        found = dict(zip(outlines, map(_rings, plain), strict=True))
        if _corners(found.values()) <= ENOUGH:
            break
    return {name: rings if rings and not fault(rings) else outlines[name] for name, rings in found.items()}


def _corners(outlines: Iterable[tuple[Corners, ...]]) -> int:
    return sum(len(ring) for rings in outlines for ring in rings)


def _areas(rings: tuple[Corners, ...]) -> MultiPolygon:
    """The area of an outline without the lines that its crossings may leave."""
    return MultiPolygon([part for part in shapely.get_parts(shape(rings)) if isinstance(part, Polygon)])


def _rings(area: BaseGeometry) -> tuple[Corners, ...]:
    """The outer rings and the holes of an area, to the metre."""
    parts = [part for part in shapely.get_parts(area) if not part.is_empty]
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    return tuple(tuple((round(x, METRE), round(y, METRE)) for x, y in ring.coords) for ring in rings)


def tangled(rings: tuple[Corners, ...]) -> bool:
    """Whether the sides of the rings meet so often that nobody can have meant it.

    The time that it takes to find the area grows with the square of these meetings and more.
    """
    each = [_sides(ring) for ring in rings]
    good = [Polygon(ring).is_valid for ring in rings]  # such a ring does not cross itself
    if any(_more_meet(sides, MOST_MEETINGS) for sides, alone in zip(each, good, strict=True) if not alone):
        return True
    whole = np.concatenate(each)
    return len(each) > 1 and _more_meet(whole, MOST_MEETINGS + SHARED * len(whole))


def _sides(ring: Corners) -> np.ndarray:
    """The sides of a ring as lines; equal neighbours among its corners give none."""
    closed = [*ring, ring[0]]
    lines = [pair for pair in pairwise(closed) if pair[0] != pair[1]]
    return shapely.linestrings(np.array(lines, float)) if lines else np.empty(0, object)


def _more_meet(sides: np.ndarray, most: int) -> bool:
    """Whether more than `most` pairs of sides meet that do not follow each other."""
    pairs = 0
    for found in _meetings(sides):
        pairs += found
        if (
            pairs - 3 * len(sides)
        ) / 2 > most:  # each meets itself and its two neighbours, and is met by them
            return True
    return False


def _meetings(sides: np.ndarray) -> Iterator[int]:
    tree = shapely.STRtree(sides)
    for start in range(0, len(sides), AT_ONCE):
        yield tree.query(sides[start : start + AT_ONCE], predicate="intersects").shape[1]
