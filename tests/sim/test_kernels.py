"""Blocks of rows on several threads give the same bytes as one loop."""

from __future__ import annotations

import math
import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import kernels
from sim.draws import Draws, uniform
from sim.kernels import (
    Mask,
    add_where,
    close_gap,
    equation,
    first,
    kernel,
    over_rows,
    pairwise_sum,
    raise_where,
    rows_where,
    threads,
    total,
    without,
    words,
)
from sim.tables import Array


@equation
def halfway(a: float, b: float) -> float:
    """(a + b) / 2."""
    return 0.5 * (a + b)


@kernel
def blend(lo: int, hi: int, key: np.uint64, old: Array, new: Array) -> None:
    """Half of what there was and half of a fresh draw."""
    for i in range(lo, hi):
        new[i] = halfway(old[i], uniform(key, i))


def blended(rows: int) -> bytes:
    """The bytes of one pass over `rows`."""
    draws = Draws(3, 5)
    new = np.full(rows, np.nan, np.float32)
    over_rows(blend, rows, draws.key("blend"), draws.uniform("old", rows), new)
    return new.tobytes()


@pytest.mark.parametrize("rows", [0, 1, 2, 3, 997, 10_007])
def test_the_number_of_threads_changes_no_bit(rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "WORTH_THREADS", 0)
    answers = set()
    for workers in ("1", "2", "3"):
        monkeypatch.setenv("DPI_CITY_THREADS", workers)
        answers.add(blended(rows))
    assert len(answers) == 1


def test_every_row_is_visited_once_when_there_are_more_threads_than_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kernels, "WORTH_THREADS", 0)
    monkeypatch.setenv("DPI_CITY_THREADS", "7")
    visits = np.zeros(3, np.int64)

    def visit(lo: int, hi: int) -> None:
        visits[lo:hi] += 1

    over_rows(visit, 3)
    np.testing.assert_array_equal(visits, 1)


def test_a_mistake_in_a_block_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "WORTH_THREADS", 0)
    monkeypatch.setenv("DPI_CITY_THREADS", "2")

    def fail(lo: int, hi: int) -> None:
        raise ArithmeticError(f"rows {lo} to {hi}")

    with pytest.raises(ArithmeticError, match="rows 0 to 2"):
        over_rows(fail, 4)


def test_few_rows_stay_on_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DPI_CITY_THREADS", "4")
    blocks: list[tuple[int, int]] = []
    over_rows(lambda lo, hi: blocks.append((lo, hi)), kernels.WORTH_THREADS - 1)
    assert blocks == [(0, kernels.WORTH_THREADS - 1)]


@pytest.mark.parametrize(
    ("asked", "given"), [("3", 3), ("0", 1), ("many", os.cpu_count()), ("", os.cpu_count())]
)
def test_the_number_of_threads_can_be_set(asked: str, given: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DPI_CITY_THREADS", asked)
    assert threads() == given


def test_an_equation_can_be_called_as_plain_python() -> None:
    assert halfway(0.25, 0.75) == 0.5
    assert halfway.py_func(0.25, 0.75) == 0.5  # type: ignore[attr-defined]


@pytest.mark.parametrize("place", range(8))
@pytest.mark.parametrize("byte", [1, 2, 0x80, 0xFF])
def test_the_first_byte_is_found_and_taken_away_whatever_comes_after_it(byte: int, place: int) -> None:
    after = 0xA5A5A5A5A5A5A5A5 << (8 * (place + 1)) & 0xFFFFFFFFFFFFFFFF
    word = np.uint64(after | byte << 8 * place)
    assert first(word) == place
    assert without(word, place) == after


@pytest.mark.parametrize("rows", [0, 1, 8, 11])
def test_eight_rows_make_a_word_and_missing_rows_count_as_none(rows: int) -> None:
    made = words(np.arange(1, rows + 1, dtype=np.uint8)).view(np.uint8)
    np.testing.assert_array_equal(made[:rows], np.arange(1, rows + 1))
    assert made.size == -(-rows // 8) * 8
    assert not made[rows:].any()


@given(st.lists(st.booleans(), max_size=300).map(lambda marks: np.array(marks, np.bool_)))
@settings(deadline=None)  # the first call may compile
def test_marked_rows_are_found_in_order(marks: Mask) -> None:
    np.testing.assert_array_equal(rows_where(marks), np.flatnonzero(marks))


def test_only_marked_rows_that_are_lower_are_raised() -> None:
    column = np.array([0.1, 0.4, 0.1, 0.4], np.float32)
    raise_where(column, 0.25, np.array([True, True, False, False]))
    np.testing.assert_array_equal(column, np.array([0.25, 0.4, 0.1, 0.4], np.float32))


def test_an_amount_is_added_to_the_marked_rows_only() -> None:
    column = np.array([0.5, 0.5, 0.75], np.float32)
    add_where(column, 0.25, np.array([True, False, True]))
    np.testing.assert_array_equal(column, np.array([0.75, 0.5, 1.0], np.float32))


def test_raising_and_adding_on_several_threads_changes_no_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    start, where = Draws(1).uniform("column", 1_003), Draws(1).uniform("where", 1_003) < 0.5
    answers = set()
    for least_rows, workers in ((10_000, "1"), (0, "3")):
        monkeypatch.setattr(kernels, "WORTH_THREADS", least_rows)
        monkeypatch.setenv("DPI_CITY_THREADS", workers)
        column = start.astype(np.float32)
        raise_where(column, 0.3, where)
        add_where(column, 0.1, ~where)
        answers.add(column.tobytes())
    assert len(answers) == 1


@pytest.mark.parametrize("rows", [0, 1, 63, 64, 65, 1000, 20_001])
def test_a_total_is_the_exact_sum_to_double_precision(rows: int) -> None:
    values = (Draws(1).uniform("column", rows) * 1e4).astype(np.float32)
    assert total(values) == pytest.approx(math.fsum(values.tolist()), rel=1e-15)


def test_a_total_adds_rows_that_are_64_apart_first() -> None:
    """2^60 + 1 is 2^60 in double precision: a 1 beside it is lost, ones that meet first are not."""
    values = np.zeros(192, np.float32)
    values[0], values[1], values[65], values[129] = 2.0**60, 128, 128, 128
    assert total(values) == 2.0**60 + 512  # 384 is rounded to a multiple of 256
    assert total.py_func(values) == total(values)  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_a_pairwise_sum_has_the_bits_of_numpy(kind: type) -> None:
    luck = np.random.default_rng(4)
    for rows in (0, 1, 7, 8, 9, 60, 127, 128, 129, 300, 1000):
        values = (luck.random(rows) * 10.0 ** luck.integers(-3, 6, rows)).astype(kind)
        assert pairwise_sum(values) == float(values.sum())


def test_a_gap_is_closed_by_a_share_of_what_is_left_and_never_opened() -> None:
    """.2 + .5 · (.8 − .2) = .5; what lies above the goal stays."""
    values = np.array([0.2, 0.9], np.float32)
    close_gap(values, 0.5, 0.8)
    np.testing.assert_allclose(values, [0.5, 0.9], rtol=1e-6)


def test_a_gap_is_closed_with_the_bits_of_the_same_line_in_numpy() -> None:
    values = np.random.default_rng(1).random(50, np.float32)
    expected = values + 0.04 * np.maximum(0.7 - values, 0)
    close_gap(values, 0.04, 0.7)
    np.testing.assert_array_equal(values, expected)
