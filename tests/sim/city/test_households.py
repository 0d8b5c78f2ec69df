"""Three or four adults share a home, an income and a stretch of memory."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from sim.city.households import cut


def test_seven_residents_make_a_household_of_four_and_one_of_three():
    assert_array_equal(cut(np.array([7])), [0, 0, 0, 0, 1, 1, 1])


def test_an_empty_district_has_no_household():
    assert_array_equal(cut(np.array([3, 0, 4])), [0, 0, 0, 1, 1, 1, 1])


@given(st.lists(st.integers(0, 200), min_size=1, max_size=8).filter(lambda counts: sum(counts) > 0))
def test_nobody_lives_in_two_districts_and_nobody_alone_in_a_large_one(counts):
    number = cut(np.array(counts))
    district = np.repeat(np.arange(len(counts)), counts)
    assert_array_equal(np.unique(number), np.arange(number[-1] + 1))
    assert len({(h, d) for h, d in zip(number, district, strict=True)}) == number[-1] + 1
    large = np.bincount(number)[np.unique(number[np.isin(district, np.flatnonzero(np.array(counts) > 12))])]
    assert set(large.tolist()) <= {3, 4}


def test_rows_are_in_the_order_of_districts_and_households(city):
    r = city.residents
    assert np.all(np.diff(r.district) >= 0)
    assert set(np.diff(r.household).tolist()) == {0, 1}


def test_a_household_shares_income_home_and_district(city):
    r = city.residents
    together = r.household[1:] == r.household[:-1]
    for name in ("income", "x", "y", "district", "agent_km"):
        column = r.array(name)
        assert_array_equal(column[1:][together], column[:-1][together])


def test_the_median_income_and_the_gini_are_those_of_the_file(city, spec):
    """Gini of sorted incomes y: 2·Σ k·y_k / (n·Σ y) − (n + 1)/n."""
    income = np.sort(city.residents.income.astype(float))
    n = income.size
    gini = 2 * np.sum(np.arange(1, n + 1) * income) / (n * income.sum()) - (n + 1) / n
    assert np.median(income) == pytest.approx(spec.income.median.value, rel=0.002)
    assert gini == pytest.approx(spec.income.gini.value, abs=0.003)


def test_the_median_income_of_districts_follows_their_relative_income(city, spec):
    r = city.residents
    medians = [np.median(r.income[r.district == d]) / spec.income.median.value for d in range(12)]
    wanted = np.array([d.income for d in spec.districts])
    scale = np.exp(np.mean(np.log(medians / wanted)))
    assert_allclose(medians / scale, wanted, rtol=0.1)


def test_fifths_are_equal_and_ranks_uniform(city):
    r = city.residents
    assert np.bincount(r.fifth).tolist() == [4_000] * 5
    assert_allclose(np.sort(r.rank), (np.arange(20_000) + 0.5) / 20_000, atol=1e-6)
