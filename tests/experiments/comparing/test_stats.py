"""Means and intervals against hand arithmetic."""

from __future__ import annotations

import math

import pytest

from experiments.comparing.stats import estimate, paired, ratio

T2 = 4.302653  # Student's t, 2 degrees of freedom, 97.5 %


def test_a_mean_of_three_has_the_student_interval():
    """1, 2, 3: mean 2, s = 1, half-width t/√3."""
    known = estimate([1, 2, 3])
    assert known.mean == 2
    assert known.half == pytest.approx(T2 / math.sqrt(3), rel=1e-6)
    assert known.sign == 0


def test_one_city_gives_a_number_and_no_interval():
    known = estimate([0.4])
    assert known.mean == 0.4
    assert not known.known
    assert known.sign == 1


def test_one_city_gives_a_difference_and_no_interval():
    effect = paired([0.5], [0.25])
    assert (effect.difference.mean, effect.difference.n, effect.same_sign) == (0.25, 1, 1.0)
    assert not effect.difference.known
    assert math.isnan(effect.variance_ratio)
    nothing = paired([math.nan], [0.25])
    assert nothing.difference.n == 0
    assert math.isnan(nothing.same_sign)


def test_missing_values_are_left_out_of_a_mean():
    assert estimate([1.0, math.nan, 3.0]).mean == 2.0
    assert math.isnan(estimate([math.nan]).mean)


def test_a_paired_difference_ignores_what_the_cities_have_in_common():
    """Plans at 11, 22, 33 and 10, 20, 30: differences 1, 2, 3; variance 1 against 121 + 100."""
    effect = paired([11, 22, 33], [10, 20, 30])
    assert effect.difference.mean == 2
    assert effect.difference.half == pytest.approx(T2 / math.sqrt(3), rel=1e-6)
    assert effect.variance_ratio == pytest.approx(1 / 221)
    assert effect.same_sign == 1


def test_the_share_of_cities_with_the_sign_of_the_mean_is_counted():
    assert paired([1, 1, -1, 1], [0, 0, 0, 0]).same_sign == 0.75


def test_no_difference_anywhere_is_the_same_sign_everywhere():
    effect = paired([1, 2], [1, 2])
    assert effect.difference.mean == 0
    assert effect.difference.sign == 0
    assert effect.same_sign == 1


def test_a_constant_cost_is_divided_by_the_bounds_of_the_gain():
    """Fieller's interval with a cost that never varies is cost ÷ high … cost ÷ low."""
    gain = [90.0, 100.0, 110.0]
    known, each = estimate(gain), ratio([1000.0] * 3, gain)
    assert each.mean == pytest.approx(10)
    assert each.low == pytest.approx(1000 / known.high)
    assert each.high == pytest.approx(1000 / known.low)


def test_a_cost_in_step_with_the_gain_is_known_exactly():
    each = ratio([900.0, 1000.0, 1100.0], [90.0, 100.0, 110.0])
    assert (each.mean, each.low, each.high) == pytest.approx((10, 10, 10))


def test_a_gain_that_may_be_zero_has_a_ratio_without_interval():
    assert not ratio([1.0, 1.0, 1.0], [-1.0, 1.0, 2.0]).known


def test_a_negative_factor_turns_an_interval_round():
    known = estimate([1, 2, 3]).times(-1)
    assert known.low < known.mean < known.high
