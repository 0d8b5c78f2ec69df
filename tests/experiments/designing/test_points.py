"""Points: listed values in full, ranges by sample, the same for the same seed."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.designing import points
from experiments.designing.points import Sample, Space
from experiments.designing.ranges import Range
from sim.tables import Array

WIDE = Range("a", 0.0, 10.0)
FLAT = Range("b", -1.0, 1.0)
WHOLE = Range("c", 1.0, 3.0, whole=True)


def drawn(sample: Sample) -> Array:
    return np.concatenate(list(sample.blocks()))


def test_a_grid_is_every_combination_and_is_not_kept_in_memory():
    space = Space({"a": (1.0, 2.0), "b": (0.0, 5.0, 9.0)})
    points = list(space)
    assert len(space) == len(points) == 6
    assert points[:2] == [{"a": 1.0, "b": 0.0}, {"a": 1.0, "b": 5.0}]
    vast = Space({name: tuple(map(float, range(1000))) for name in "abc"})
    assert len(vast) == 10**9
    assert next(iter(vast)) == {"a": 0.0, "b": 0.0, "c": 0.0}


def test_nothing_that_varies_is_one_point():
    assert list(Space()) == [{}]


def test_a_latin_hypercube_meets_every_part_of_every_range_once():
    values = drawn(Sample("latin", (WIDE, FLAT), 20))
    for column, (low, high) in zip(values.T, ((0, 10), (-1, 1)), strict=True):
        parts = np.floor((column - low) / (high - low) * 20).astype(int)
        assert sorted(parts) == list(range(20))


def test_a_sobol_sequence_fills_the_square_evenly():
    values = drawn(Sample("sobol", (WIDE, FLAT), 64))
    quarters = (values[:, 0] >= 5).astype(int) * 2 + (values[:, 1] >= 0)
    assert np.bincount(quarters).tolist() == [16, 16, 16, 16]


def test_a_morris_trajectory_moves_one_parameter_at_a_time():
    sample = Sample("morris", (WIDE, FLAT, WHOLE), 5)
    assert len(sample) == len(drawn(sample)) == 20
    for path in drawn(sample).reshape(5, 4, 3):
        assert ((np.diff(path, axis=0) != 0).sum(axis=1) <= 1).all()


@pytest.mark.parametrize("method", ["latin", "sobol", "morris"])
def test_the_same_seed_gives_the_same_points_and_another_seed_others(method):
    one, same, other = (drawn(Sample(method, (WIDE, FLAT), 8, seed)) for seed in (1, 1, 2))
    assert one.tobytes() == same.tobytes()
    assert one.tobytes() != other.tobytes()


@pytest.mark.parametrize("method", ["latin", "sobol", "morris"])
def test_points_do_not_depend_on_how_many_are_drawn_at_once(method, monkeypatch):
    sample = Sample(method, (WIDE, FLAT, WHOLE), 32)
    whole = list(sample.blocks())
    monkeypatch.setattr(points, "AT_ONCE", 3 * 9)
    blocks = list(sample.blocks())
    assert (len(whole), len(blocks) > 3) == (1, True)
    assert np.concatenate(blocks).tobytes() == whole[0].tobytes()


def test_whole_numbers_are_met_equally_often():
    values = drawn(Sample("sobol", (WHOLE, WIDE), 512))[:, 0]
    found, times = np.unique(values, return_counts=True)
    assert found.tolist() == [1, 2, 3]
    assert times.min() > 160
    assert WHOLE.at(np.array([0.0, 1.0])).tolist() == [1, 3]


def test_lists_and_samples_are_crossed():
    space = Space({"d": (0.0, 1.0)}, Sample("latin", (WIDE,), 3))
    points = list(space)
    assert len(space) == len(points) == 6
    assert [point["d"] for point in points] == [0, 0, 0, 1, 1, 1]
    assert points[0]["a"] == points[3]["a"]
    assert space.names == ("d", "a")
