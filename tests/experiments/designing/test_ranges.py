"""The range of a number that varies."""

from __future__ import annotations

import numpy as np

from experiments.designing.ranges import Range


def test_the_ends_of_a_range_are_reached():
    assert Range("x", -2.0, 6.0).at(np.array([0, 0.25, 1])).tolist() == [-2, 0, 6]


def test_values_are_rounded_to_what_a_file_will_say_when_asked_for():
    third = np.array([1 / 3])
    assert Range("x", -2.0, 6.0, digits=4).at(third)[0] == 0.6667
    assert Range("x", -2.0, 6.0).at(third)[0] != 0.6667


def test_every_whole_number_is_as_likely_as_any_other():
    drawn = Range("n", 1.0, 3.0, whole=True).at((np.arange(300) + 0.5) / 300)
    assert np.unique(drawn, return_counts=True)[1].tolist() == [100, 100, 100]
    assert Range("n", 0.0, 10.0, whole=True).at(np.array(1.0)) == 10
