"""How an equation becomes a fast loop over residents.

An `@equation` is a small scalar function that reads like the formula it computes and can be
called from plain Python in a test. A `@kernel` is a loop over rows `lo..hi` that calls it. Both
are compiled with numba, without `fastmath`, so a result is the same to the last bit on any
machine. A kernel writes only to its own rows: `over_rows` may cut the rows into blocks and work
on several at once without changing a single bit.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import pairwise
from typing import Any, cast

import numba
import numpy as np

from sim.source import keep_compiled

type Words = np.ndarray[tuple[int], np.dtype[np.uint64]]
type Bytes = np.ndarray[tuple[int], np.dtype[np.uint8]]
type Numbers = np.ndarray[tuple[int], np.dtype[np.uint32]]
type Column = np.ndarray[tuple[int], np.dtype[np.float32]]
type Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]

WORTH_THREADS = 200_000  # rows under which handing work to a second thread costs more than it saves

NO_ROWS = np.uint32(0)

LANES, EIGHT = 64, 8

DE_BRUIJN = 0x03F79D71B4CB0A89  # its 64 runs of six bits all differ
PLACES = np.zeros(64, np.uint8)
PLACES[[(DE_BRUIJN << k) % 2**64 >> 58 for k in range(64)]] = range(64)


def equation[F: Callable[..., Any]](function: F) -> F:
    """Compile a scalar formula; `function.py_func` stays the plain Python form."""
    return _compiled(function)


def kernel[F: Callable[..., Any]](function: F) -> F:
    """Compile a loop over rows; it releases Python's lock while it runs."""
    return _compiled(function)


def _compiled[F: Callable[..., Any]](function: F) -> F:
    keep_compiled()
    return cast("F", numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def threads() -> int:
    """How many threads a single large run may use (environment variable DPI_CITY_THREADS)."""
    asked = os.environ.get("DPI_CITY_THREADS", "")
    return max(1, int(asked)) if asked.isdigit() else (os.cpu_count() or 1)


@lru_cache(maxsize=1)
def _pool(workers: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(workers, thread_name_prefix="rows")


@equation
def words(rows: Bytes | Mask) -> Words:
    """Rows of one byte, eight to a number, the first in the lowest byte; filled up with zeros."""
    if rows.size % 8 == 0:
        return rows.view(np.uint64)
    padded = np.zeros((rows.size // 8 + 1) * 8, rows.dtype)
    padded[: rows.size] = rows
    return padded.view(np.uint64)


@equation
def first(word: np.uint64) -> int:
    """Place of the first of eight bytes that is not 0 (Leiserson, Prokop & Randall 1998)."""
    lowest = word & (~word + np.uint64(1))
    return PLACES[lowest * np.uint64(DE_BRUIJN) >> np.uint64(58)] >> 3  # type: ignore[no-any-return]  # compiled, it is a whole number


@equation
def without(word: np.uint64, place: int) -> np.uint64:
    """The word with one of its eight bytes set to 0."""
    return word & ~(np.uint64(255) << np.uint64(8 * place))


@equation
def differing(new: Words, old: Words, out: Numbers) -> int:
    """Fill `out` with the places of the words that differ, in order; returns how many they are.

    Writing before asking spares the processor a guess about where changes are.
    """
    found = 0
    for w in range(new.size):
        out[found] = w
        found += new[w] != old[w]
    return found


@kernel
def gather(mask: Mask, out: Numbers) -> int:
    """Fill `out` with the rows that are marked, in order; returns how many they are."""
    marks, taken = words(mask), 0
    for w in range(marks.size):
        word = marks[w]
        while word != 0:
            place = first(word)
            word = without(word, place)
            out[taken] = w * 8 + place
            taken += 1
    return taken


def rows_where(mask: Mask) -> Numbers:
    """The rows that are marked, in order."""
    out = np.empty(mask.size, np.uint32)
    found: Numbers = out[: gather(mask, out)]
    return found


def over_rows(loop: Callable[..., Any], rows: int, *args: Any) -> None:
    """Run `loop(lo, hi, *args)` over 0..rows, in blocks on several threads when rows are many.

    Row numbers are unsigned: numba then needs no code for negative indices, and loops are two to
    four times faster.
    """
    if rows < WORTH_THREADS or (workers := threads()) == 1:
        loop(NO_ROWS, np.uint32(rows), *args)
        return
    edges = [np.uint32(rows * k // workers) for k in range(workers + 1)]
    blocks = pairwise(edges)
    jobs = [_pool(workers).submit(loop, lo, hi, *args) for lo, hi in blocks]
    for job in jobs:
        job.result()


@kernel
def total(values: Column) -> float:
    """The sum in double precision: LANES running sums side by side, then one after the other.

    The order is fixed, so the sum is the same to the last bit on any machine.
    """
    lanes, whole, rest = np.zeros(LANES), values.size // LANES, 0.0
    for k in range(whole):
        for lane in range(LANES):
            lanes[lane] += values[LANES * k + lane]
    for i in range(LANES * whole, values.size):
        rest += values[i]
    for lane in range(LANES):
        rest += lanes[lane]
    return rest


@kernel
def pairwise_sum(values: Column) -> float:
    """The sum of up to 128 numbers as NumPy takes it: EIGHT running sums side by side, then in pairs.

    More numbers are halved first. In a kernel it spares the call of NumPy, and gives the same bits.
    """
    if values.size > 128:
        half = values.size // 2 // EIGHT * EIGHT
        return pairwise_sum(values[:half]) + pairwise_sum(values[half:])
    rest, lanes = values.size % EIGHT, np.zeros(EIGHT, values.dtype)
    for k in range(values.size - rest):
        lanes[k % EIGHT] += values[k]
    added: float = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + (
        (lanes[4] + lanes[5]) + (lanes[6] + lanes[7])
    )
    for k in range(values.size - rest, values.size):
        added += values[k]
    return added


@kernel
def _raise_where(lo: int, hi: int, column: Column, least: float, where: Mask) -> None:
    for i in range(lo, hi):
        column[i] = max(column[i], least) if where[i] else column[i]


def raise_where(column: Column, least: float, where: Mask) -> None:
    """Bring the marked rows of `column` up to `least`, those that are under it."""
    over_rows(_raise_where, column.size, column, float(least), where)


@kernel
def _add_where(lo: int, hi: int, column: Column, amount: float, where: Mask) -> None:
    for i in range(lo, hi):
        column[i] += amount if where[i] else 0.0


def add_where(column: Column, amount: float, where: Mask) -> None:
    """Add `amount` to the marked rows of `column`."""
    over_rows(_add_where, column.size, column, float(amount), where)


@kernel
def _close_gap(values: Column, pace: np.float32, goal: np.float32) -> None:
    for k in range(values.size):
        values[k] += pace * max(goal - values[k], np.float32(0))


def close_gap(values: Column, pace: float, goal: float) -> None:
    """values + pace · (goal − values), never downwards: a month's work on what is built to stay."""
    _close_gap(values, np.float32(pace), np.float32(goal))


def at_once(rows: int, jobs: Iterable[Callable[[], Any]]) -> None:
    """Do independent jobs, several at a time when each looks at many rows.

    No job may write what another reads or writes, so their order does not matter.
    """
    if rows < WORTH_THREADS or (workers := threads()) == 1:
        for job in jobs:
            job()
        return
    for waiting in [_pool(workers).submit(job) for job in jobs]:
        waiting.result()
