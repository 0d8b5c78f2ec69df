"""Tables of shares meet their totals, and people are whole."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from sim.city.fitting import balance_columns, fit_table, whole_counts, whole_total

parts = st.lists(st.floats(0.02, 1.0), min_size=2, max_size=6).map(lambda x: np.array(x) / sum(x))


def test_a_two_by_two_table_keeps_its_odds_ratio():
    """With totals of a half and odds ratio 9, the diagonal is √9 / (1 + √9) / 2 = 3/8."""
    fitted = fit_table(np.array([[9.0, 1.0], [4.0, 4.0]]), {0: np.ones(2), 1: np.ones(2)})
    assert_allclose(fitted, [[3 / 8, 1 / 8], [1 / 8, 3 / 8]], atol=1e-9)


def test_without_an_association_the_table_is_the_product_of_its_totals():
    rows, columns = np.array([0.2, 0.8]), np.array([0.5, 0.3, 0.2])
    assert_allclose(fit_table(np.ones((2, 3)), {0: rows, 1: columns}), np.outer(rows, columns))


def test_a_group_that_nobody_belongs_to_stays_empty():
    assert_allclose(fit_table(np.ones((2, 2)), {0: [1.0, 0.0], 1: [0.4, 0.6]}), [[0.4, 0.6], [0, 0]])


@settings(max_examples=40, deadline=None)
@given(parts, parts, parts, st.integers(0, 10**6))
def test_any_totals_are_met(rows, columns, layers, seed):
    start = np.random.default_rng(seed).uniform(0.1, 1, (rows.size, columns.size, layers.size))
    fitted = fit_table(start, {0: rows, 1: columns, 2: layers})
    for axis, wanted in enumerate((rows, columns, layers)):
        assert_allclose(fitted.sum(axis=tuple({0, 1, 2} - {axis})), wanted, atol=1e-8)


@settings(max_examples=40, deadline=None)
@given(parts, st.integers(1, 5_000), st.floats(0, 0.999))
def test_every_run_of_cells_holds_its_people_to_within_one(shares, people, luck):
    counts = whole_counts(shares, people, luck)
    assert counts.sum() == people
    assert counts.min() >= 0
    assert np.all(np.abs(np.cumsum(counts) - people * np.cumsum(shares)) <= 1 + 1e-6)


def test_whole_totals_give_the_last_person_to_the_largest_remainder():
    assert_array_equal(whole_total(np.array([1.2, 1.7, 1.1]), 4), [1, 2, 1])


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(20, 2_000))
def test_balancing_meets_column_totals_and_keeps_row_totals(seed, people):
    shares = np.random.default_rng(seed).dirichlet(np.ones(24)).reshape(6, 4)
    counts = whole_counts(shares, people, 0.5)
    rows = counts.sum(axis=1)
    balance_columns(counts, shares * people)
    assert_array_equal(counts.sum(axis=1), rows)
    assert np.abs(counts.sum(axis=0) - shares.sum(axis=0) * people).max() <= 1
    assert counts.min() >= 0
