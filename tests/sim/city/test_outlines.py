"""Outlines that people draw: small slips are mended, a scribble is refused before it takes long."""

from __future__ import annotations

import math
import time

import pytest

from sim.city.outlines import fault, shape, tangled

FAST = 3.0  # seconds of work


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
    began = time.process_time()
    assert fault(SCRIBBLES[name]) == "the outline crosses itself again and again. Draw it anew."
    assert time.process_time() - began < FAST


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
