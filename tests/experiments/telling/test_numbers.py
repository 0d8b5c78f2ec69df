"""Numbers as people say them."""

from __future__ import annotations

import math

import pytest

from experiments.comparing.stats import Estimate
from experiments.language import speaking
from experiments.telling.numbers import (
    money,
    money_range,
    month_name,
    people,
    people_range,
    plain,
    points,
    value_of,
)


@pytest.mark.parametrize(
    ("value", "half", "said"),
    [
        (41_234_567, 800_000, "US$ 41 million"),
        (41_234_567, math.nan, "US$ 41 million"),
        (1_204_000, 3_000, "US$ 1.2 million"),
        (1_000_000, math.nan, "US$ 1 million"),
        (561.4, 20, "US$ 560"),
        (12_345, math.nan, "US$ 12,000"),
        (1.6e9, math.nan, "US$ 1.6 billion"),
        (0, math.nan, "US$ 0"),
        (0.26, math.nan, "US$ 0.26"),
        (-3_000, math.nan, "−US$ 3,000"),
        (math.nan, math.nan, "—"),
    ],
)
def test_money_is_said_in_the_largest_unit_and_no_finer_than_its_interval(value, half, said):
    assert money(value, half) == said


def test_a_range_of_money_says_its_unit_once():
    assert money_range(Estimate(560, 540, 580, 5)) == " (540–580)"
    assert money_range(Estimate(42e6, 41e6, 43e6, 5)) == " (41–43 million)"
    assert money_range(Estimate(1e6, 0.4e6, 1.6e6, 5)) == " (400,000–1.6 million)"
    assert money_range(Estimate(1005, 999, 1011, 5)) == " (1,000–1,010)"
    assert money_range(Estimate(1e6, -1e6, 3e6, 5)) == " (−1 to 3 million)"
    assert money_range(Estimate(560)) == ""


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.714, "71"), (0, "0"), (0.003, "fewer than 1"), (0.01, "1"), (0.999, "more than 99"), (1, "100")],
)
def test_a_share_is_whole_people_out_of_100(share, said):
    assert people(share) == said


@pytest.mark.parametrize(("code", "said"), [("en", "−0.0052"), ("fr", "−0,0052"), ("ar", "\u200e−0.0052")])
def test_a_number_below_zero_has_a_true_minus(code, said):
    with speaking(code):
        assert plain(-0.0052, 0.0001) == said


def test_nothing_is_said_to_be_less_than_zero_that_rounds_to_zero():
    assert plain(-0.004, 0.01) == "0.00"


def test_a_range_that_rounds_to_one_number_is_not_said():
    assert people_range(Estimate(0.71, 0.709, 0.712, 5)) == ""
    assert people_range(Estimate(0.71, 0.69, 0.73, 5)) == " (69–73)"
    assert people_range(Estimate(0.01, -0.02, 0.04, 5)) == " (0–4)"


def test_a_loss_is_said_by_its_size_smallest_first():
    assert points(Estimate(-0.12, -0.14, -0.10, 5)) == ("12", " (10–14)")


def test_a_difference_below_one_person_keeps_a_decimal():
    assert points(Estimate(0.004, 0.002, 0.006, 5)) == ("0.4", " (0.2–0.6)")


def test_months_have_names():
    assert month_name("2035-12") == "December 2035"


def test_indicators_are_said_in_percent_or_in_their_unit():
    assert value_of(Estimate(0.71, 0.69, 0.73, 5), "share of adults") == "71 % (69–73)"
    assert value_of(Estimate(-32.6, -34.1, -31.2, 5), "percentage points") == "−33 (−34 to −31)"
    assert value_of(Estimate(math.nan), "payments/month") == "—"
