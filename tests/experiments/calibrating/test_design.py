"""Points of the cube: even, inside, repeatable."""

from __future__ import annotations

import numpy as np

from experiments.calibrating.design import around, spread


def test_points_leave_no_tenth_of_any_side_empty():
    points = spread(100, 7, seed=3)
    assert points.shape == (100, 7)
    for side in points.T:
        assert (np.histogram(side, 10, (0, 1))[0] >= 7).all()


def test_the_same_seed_gives_the_same_points():
    np.testing.assert_array_equal(spread(20, 3, 1), spread(20, 3, 1))
    assert (spread(20, 3, 1) != spread(20, 3, 2)).any()
    elite = spread(10, 3, 1)
    np.testing.assert_array_equal(around(elite, 50, 4), around(elite, 50, 4))


def test_moves_stay_in_the_cube_and_near_the_elite():
    elite = np.array([[0.01, 0.9], [0.02, 0.95], [0.0, 0.99]])
    moved = around(elite, 400, seed=1)
    assert moved.min() >= 0
    assert moved.max() <= 1
    assert np.abs(moved - elite.mean(axis=0)).max() < 0.3
