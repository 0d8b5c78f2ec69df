"""What policies share, by hand on a few rows."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from sim.offers import discount_data, points_in, taught


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
