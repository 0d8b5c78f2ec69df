"""Gaps between groups, by hand."""

from __future__ import annotations

from math import log
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose

from sim.indicators import gaps
from sim.tables import City, Groups
from tests.cities import tiny_city
from tests.sim.indicators.records import record_of

SPLIT = [True] * 4 + [False] * 4
USERS = ["uses", "uses", "uses", "aware", "uses", "aware", "aware", "lapsed"]  # 3 of 4, then 1 of 4


@pytest.mark.parametrize(
    ("indicator", "columns"),
    [
        (gaps.gap_women, {"female": SPLIT}),
        (gaps.gap_disability, {"disabled": SPLIT}),
        (gaps.gap_age, {"age": ["60+"] * 4 + ["25-44"] * 4}),
        (gaps.gap_income, {"fifth": [0] * 4 + [4] * 4}),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_three_of_four_against_one_of_four_are_fifty_points(indicator: Any, columns: dict[str, Any]):
    record = record_of(tiny_city(stage_payments=USERS, **columns))
    assert_allclose(indicator.compute(record), [50])
    record = record_of(tiny_city(stage_payments=USERS[::-1], **columns))
    assert_allclose(indicator.compute(record), [-50])


@pytest.mark.parametrize(
    ("indicator", "columns"),
    [
        (gaps.logodds_women, {"female": SPLIT}),
        (gaps.logodds_poor, {"fifth": [0, 0, 0, 1, 2, 3, 4, 4]}),
        (gaps.logodds_schooling, {"education": [0, 0, 0, 0, 1, 1, 2, 2]}),
        (gaps.logodds_young, {"age": [0, 0, 0, 0, 1, 2, 3, 3]}),
        (gaps.logodds_not_working, {"work": [0, 0, 0, 0, 1, 2, 2, 2]}),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_log_odds_compare_three_to_one_with_one_to_three(indicator: Any, columns: dict[str, Any]):
    """ln 3 − ln ⅓ = 2 ln 3; where everybody of one side pays there is no number."""
    record = record_of(tiny_city(stage_payments=USERS, **columns))
    assert_allclose(indicator.compute(record), [2 * log(3)])
    record = record_of(tiny_city(stage_payments=["uses"] * 4 + USERS[4:], **columns))
    assert np.isnan(indicator.compute(record)).all()


def test_the_gap_of_migrants_is_one_of_active_ids():
    """One of four migrants and two of four others: −25 points; enrolled is not active."""
    ids = ["active", "enrolled", "enrolled", 0, "active", "active", "enrolled", 0]
    record = record_of(tiny_city(identity=ids, migrant=SPLIT))
    assert_allclose(gaps.gap_id_migrants.compute(record), [-25])


def test_the_worst_off_group_counts_only_when_it_is_large_enough():
    """Three of thirty women and fifteen of thirty men pay: 10 % against 30 %. Three migrants pay nothing."""
    pays = ["uses"] * 3 + ["aware"] * 27 + ["uses"] * 15 + ["aware"] * 15
    female, migrant = [True] * 30 + [False] * 30, [False] * 57 + [True] * 3
    record = record_of(tiny_city(stage_payments=pays, female=female, migrant=migrant))
    assert_allclose(gaps.worst_gap.compute(record), [-20])


def test_use_by_the_richest_fifth_alone_is_concentrated_by_four_fifths():
    """2 · cov/mean: mean .2, cov (.8 · .4 + .2 · .4) / 5 = .08, so .8; by the poorest alone −.8; by all 0."""
    for users, index in (([4], 0.8), ([0], -0.8), ([0, 1, 2, 3, 4], 0)):
        stages = ["uses" if fifth in users else "aware" for fifth in range(5)]
        record = record_of(tiny_city(stage_payments=stages, fifth=[0, 1, 2, 3, 4]))
        assert_allclose(gaps.concentration.compute(record), [index], atol=1e-12)


def two_districts(stages: list[str]) -> City:
    """Four residents in each of two districts, with the districts as groups."""
    city = tiny_city(stage_payments=stages)
    codes = np.stack([np.zeros(8), np.repeat([1, 2], 4)], axis=1).astype(np.int16)
    labels = ("everybody", "North", "South")
    city.groups = Groups(("all", "district", "district"), labels, codes, np.array([8, 4, 4]))
    return city


def test_inequality_between_districts_is_a_share_of_all_inequality():
    """Use ¾ and ¼ around ½: ½ · 1.5 · ln 1.5 + ½ · .5 · ln .5 = .1308, of ln 2 = .6931: .1887.

    One district with all use has all of the inequality; equal districts have none.
    """
    part = gaps.theil_between.compute(record_of(two_districts(USERS)))
    assert_allclose(part, [0.18872], atol=1e-5)
    whole = record_of(two_districts(["uses"] * 4 + ["aware"] * 4))
    assert_allclose(gaps.theil_between.compute(whole), [1])
    equal = record_of(two_districts(["uses", "aware"] * 4))
    assert_allclose(gaps.theil_between.compute(equal), [0], atol=1e-12)
