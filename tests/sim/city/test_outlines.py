"""Outlines that people draw: small slips are mended, a scribble is refused before it takes long."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
import shapely

from sim.city.outlines import ENOUGH, Corners, fault, shape, simplified, tangled

TIMES = 60  # as long as a round outline of 20,000 corners; it took half a minute once


def turned(corners: int, step: float) -> tuple[tuple[float, float], ...]:
    """A ring of corners on a circle, each a step further round."""
    return tuple((math.cos(step * place), math.sin(step * place)) for place in range(corners))


ROUND = turned(20_000, 2 * math.pi / 20_000)
COMB = tuple((place / 2000, float(place % 2)) for place in range(4000))
SCRIBBLES = {
    "a star of many corners": (turned(6000, 2.4),),
    "two combs across each other": (COMB, tuple((y, x) for x, y in COMB)),
    "one line there and back, further each time": (
        tuple(end for far in range(1, 4000) for end in ((0.0, 0.0), (float(far), 0.0))),
    ),
    "one ring a hundred times": (ROUND[::20],) * 100,
}


@pytest.mark.parametrize("name", SCRIBBLES)
def test_a_scribble_is_refused_at_once(name: str) -> None:
    usual = min(seconds((ROUND,), "") for _ in range(3))
    assert (
        seconds(SCRIBBLES[name], "the outline crosses itself again and again. Draw it anew.") < TIMES * usual
    )


def seconds(outline: tuple[Corners, ...], said: str) -> float:
    """The work of looking at an outline, of which this is said."""
    began = time.process_time()
    assert fault(outline) == said
    return time.process_time() - began


@pytest.mark.parametrize("slip", [
    ((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0)),  # two corners in the wrong order
    ((0.0, 0.0), (1.0, 0.0), (1.0, 0.0), (2.0, 0.0), (1.0, 0.0), (1.0, 1.0)),  # a corner twice, and a spike
])  # fmt: skip
def test_small_slips_are_mended(slip) -> None:
    assert fault((slip,)) == ""
    assert shape((slip,)).area == pytest.approx(0.5)


def test_a_fine_outline_and_parts_that_share_borders_are_taken() -> None:
    assert not tangled((ROUND,))
    field = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
    assert not tangled(tuple(tuple((x + i, y + j) for x, y in field) for i in range(14) for j in range(14)))


def test_an_outline_of_one_line_encloses_nothing() -> None:
    told = "the outline encloses no area. Draw it again."
    assert fault((((0.0, 0.0), (1.0, 0.0), (2.0, 0.0)),)) == told
    assert fault((((1.0, 1.0),) * 4,)) == told


def wavy(corners: int) -> dict[str, tuple[Corners, ...]]:
    """Two districts of 10 by 20 km, west and east of a border with many small turns."""
    north = np.linspace(0, 20, corners)
    border = list(zip(10 + 0.05 * np.sin(40 * north) + 0.5 * np.sin(north), north, strict=True))
    west = [(0.0, 0.0), *border, (0.0, 20.0), (0.0, 0.0)]
    east = [(20.0, 0.0), (20.0, 20.0), *border[::-1], (20.0, 0.0)]
    return {"West": (tuple(west),), "East": (tuple(east),)}


def test_a_map_of_many_corners_keeps_its_areas_and_its_neighbours() -> None:
    before, after = wavy(20_000), simplified(wavy(20_000))
    assert sum(len(ring) for rings in after.values() for ring in rings) <= ENOUGH
    west, east = shape(after["West"]), shape(after["East"])
    for name in before:
        assert shape(after[name]).area == pytest.approx(shape(before[name]).area, rel=1e-3)
    assert west.intersection(east).area < 1e-6
    assert west.union(east).area == pytest.approx(400, rel=1e-3)
    assert shapely.get_num_interior_rings(west.union(east)) == 0  # no gaps between them


def test_a_map_of_few_corners_stays_as_it_is() -> None:
    assert simplified(wavy(500)) == wavy(500)


def test_districts_too_many_to_lose_corners_keep_their_shape() -> None:
    """Each of 1,000 squares needs its corners; the other side of a border is not moved across it."""
    squares = {
        f"{x} {y}": (((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)),)
        for x in range(40) for y in range(25)
    }  # fmt: skip
    after = simplified(squares)
    assert all(shape(after[name]).area == pytest.approx(1, abs=0.6) for name in squares)
    assert shapely.union_all([shape(rings) for rings in after.values()]).area == pytest.approx(1000, rel=0.01)


def test_a_hole_and_an_island_stay() -> None:
    disc = turned(4_000, 2 * math.pi / 4_000)
    rings = [
        tuple((east + radius * x, radius * y) for x, y in disc) for radius, east in ((10, 0), (5, 0), (2, 30))
    ]
    after = simplified({"Isles": tuple(rings)})["Isles"]
    assert sum(map(len, after)) <= ENOUGH
    assert shape(after).area == pytest.approx(np.pi * (100 - 25 + 4), rel=0.01)
