"""What policies share, by hand on a few rows, and bit by bit as NumPy would work it out."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from sim.offers import close_gap, discount_data, points_in, taught


def test_a_lesson_adds_no_more_skill_than_there_is_to_gain():
    """.1 of the .6 that are lacking, but only .05 where no more are."""
    assert_allclose([taught.py_func(np.float32(skill), 0.1) for skill in (0.4, 0.95)], [0.1, 0.05], rtol=1e-6)


def test_the_price_falls_for_the_aimed_under_a_rank_and_those_online_are_counted():
    """Of four, two are aimed at and poor enough; one of the two is online; a larger discount stays."""
    rank = np.array([0.1, 0.2, 0.9, 0.1], np.float32)
    aimed, online = np.array([1, 1, 1, 0], np.bool_), np.array([1, 0, 1, 1], np.bool_)
    discount = np.array([0, 0.8, 0, 0], np.float32)
    assert discount_data(0.5, np.float32(0.4), aimed, rank, online, discount) == 1
    assert_allclose(discount, [0.5, 0.8, 0, 0], rtol=1e-6)


def test_points_of_one_kind_are_counted_where_it_is_aimed():
    kinds, district = np.array([1, 1, 2, 1], np.uint8), np.array([0, 1, 0, 0], np.int16)
    assert points_in(1, kinds, district, np.array([True, False])) == 2


def test_a_gap_is_closed_by_a_share_of_what_is_left_and_never_opened():
    """.2 + .5 · (.8 − .2) = .5; what lies above the goal stays."""
    values = np.array([0.2, 0.9], np.float32)
    close_gap(values, 0.5, 0.8)
    assert_allclose(values, [0.5, 0.9], rtol=1e-6)


def test_a_gap_is_closed_with_the_bits_of_the_same_line_in_numpy():
    values = np.random.default_rng(1).random(50, np.float32)
    expected = values + 0.04 * np.maximum(0.7 - values, 0)
    close_gap(values, 0.04, 0.7)
    assert_array_equal(values, expected)
