"""The same luck in every universe: each random number is a hash of what it decides.

A draw depends on (seed, stream name, month, row) and on nothing else, so it does not matter
which rules ran before, in which order, on how many threads or on which machine. Two plans with
one seed therefore meet the same residents with the same luck, and a new rule cannot reshuffle
the luck of an old one.

The hash is the SplitMix64 finaliser (Steele, Lea & Flood 2014, OOPSLA) over a counter, with the
stream key taken from BLAKE2b. tests/sim/test_draws.py checks uniformity and independence across
streams, months and rows.
"""

from __future__ import annotations

import hashlib
import math
from typing import Any

import numpy as np

from sim.kernels import WORTH_THREADS, equation, first, gather, kernel, over_rows, without, words
from sim.known_luck import MOST_ROWS, known_luck

type Floats = np.ndarray[tuple[int], np.dtype[np.float64]]
type Rows = np.ndarray[tuple[int], np.dtype[np.int64]]
type Numbers = np.ndarray[Any, np.dtype[np.uint32]]
type Keys = np.ndarray[tuple[int], np.dtype[np.uint64]]
type Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]

GOLDEN = 0x9E3779B97F4A7C15
STEP = np.uint64(GOLDEN)
TO_UNIT = 2.0**-53
BLOCK = 64  # rows sifted at a time


@equation
def mix(z: np.uint64) -> np.uint64:
    """The SplitMix64 finaliser: 64 well-mixed bits from any 64 bits."""
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@equation
def uniform(key: np.uint64, row: int) -> float:
    """The draw of `row` under `key`, in [0, 1), with 53 random bits."""
    return (mix(key + np.uint64(row) * STEP) >> np.uint64(11)) * TO_UNIT


@kernel
def _fill(lo: int, hi: int, key: np.uint64, rows: Rows, out: Floats) -> None:
    for i in range(lo, hi):
        out[i] = uniform(key, rows[i])


@kernel
def _fill_range(lo: int, hi: int, key: np.uint64, out: Floats) -> None:
    for i in range(lo, hi):
        out[i] = uniform(key, i)


@kernel
def _mark(lo: int, hi: int, key: np.uint64, under: np.uint64, out: Mask) -> None:
    for i in range(lo, hi):
        out[i] = mix(key + np.uint64(i) * STEP) >> np.uint64(11) < under


@kernel
def _sift(key: np.uint64, rows: int, under: np.uint64, out: Numbers) -> int:
    """`_mark` and `gather` in one go, a block of rows at a time."""
    mask, taken = np.zeros(BLOCK, np.bool_), 0
    marks = words(mask)
    for start in range(0, rows, BLOCK):
        size = min(BLOCK, rows - start)
        for k in range(size):
            mask[k] = mix(key + np.uint64(start + k) * STEP) >> np.uint64(11) < under
        mask[size:] = False
        for w in range(BLOCK // 8):
            word = marks[w]
            while word != 0:
                place = first(word)
                word = without(word, place)
                out[taken] = start + w * 8 + place
                taken += 1
    return taken


@kernel
def _keep(rows: Numbers, mask: Mask) -> int:
    """Move the rows that are marked to the front; returns how many they are."""
    kept = 0
    for k in range(rows.size):
        rows[kept] = rows[k]
        kept += mask[rows[k]]
    return kept


@kernel
def _admit(queue: Numbers, eligible: Mask, out: Rows) -> int:
    """Fill `out` with the first eligible rows of a queue; returns how many they are.

    Writing before asking spares the processor a guess about who is eligible.
    """
    taken = 0
    for i in range(queue.size):
        if taken == out.size:
            break
        out[taken] = queue[i]
        taken += eligible[queue[i]]
    return taken


@equation
def standing_first(queue: Numbers, eligible: Mask, most: int) -> Rows:
    """The first `most` eligible rows of a queue, for kernels; others ask `Draws.choose`."""
    out = np.empty(min(max(most, 0), queue.size), np.int64)
    return out[: _admit(queue, eligible, out)]


@kernel
def _keys(streams: Keys, month: int) -> Keys:
    """The keys of all streams in one month."""
    keys = np.empty_like(streams)
    for k in range(streams.size):
        keys[k] = mix(streams[k] + np.uint64(month + 1) * STEP)
    return keys


class Draws:
    """Uniform numbers by stream name, month and row, for one seed."""

    def __init__(self, seed: int, month: int = 0) -> None:
        self.seed = int(seed)
        self.month = month
        self._places: dict[str, int] = {}  # of each stream among the keys
        self._streams = self._keys = np.zeros(0, np.uint64)
        self._keys_of = month
        self._queues: dict[tuple[str, int], Numbers] = {}

    def __copy__(self) -> Draws:
        """The same luck, for a fork of the city: streams are noted apart, queues depend on the seed alone."""
        twin = Draws(self.seed, self.month)
        twin._places, twin._queues = dict(self._places), self._queues
        twin._streams, twin._keys, twin._keys_of = self._streams, self._keys, self._keys_of
        return twin

    def _add(self, stream: str) -> None:
        """Give a stream that has not been asked for before its number and its place."""
        digest = hashlib.blake2b(f"{self.seed}/{stream}".encode(), digest_size=8).digest()
        self._places[stream] = self._streams.size
        self._streams = np.append(self._streams, np.uint64(int.from_bytes(digest, "little")))
        self._keys = _keys(self._streams, self.month)

    def key(self, stream: str) -> np.uint64:
        """The key of `stream` in the current month; kernels pass it to `uniform`."""
        if self._keys_of != self.month:
            self._keys, self._keys_of = _keys(self._streams, self.month), self.month
        if stream not in self._places:
            self._add(stream)
        found: np.uint64 = self._keys[self._places[stream]]
        return found

    def uniform(self, stream: str, rows: int | Rows | Numbers) -> Floats:
        """One draw in [0, 1) for each of `rows` (row numbers, or a count of rows from 0)."""
        if isinstance(rows, (int, np.integer)):
            out = np.empty(int(rows), np.float64)
            over_rows(_fill_range, out.size, self.key(stream), out)
        else:
            out = np.empty(rows.size, np.float64)
            over_rows(_fill, rows.size, self.key(stream), rows.astype(np.int64, copy=False), out)
        return out

    def below(self, stream: str, rows: int | Mask, chance: float) -> Numbers:
        """The rows whose draw of the month is under `chance`, in order; `rows` counts or marks them.

        Exactly the rows for which `uniform(key, row) < chance`. A rule whose own chances never
        exceed `chance` looks only at these, with the same draws, and gets the same result sooner.
        """
        count = rows if isinstance(rows, int) else rows.size
        under = math.ceil(min(max(chance, 0.0), 1.0) * 2.0**53)
        luck = known_luck(self.seed)
        found = luck.drawn(stream, self.month, count, under)
        if found is None:
            found = self._below(stream, count, np.uint64(under))
            luck.keep(stream, self.month, count, under, found)
        return found if isinstance(rows, int) else found[: _keep(found, rows)]

    def _below(self, stream: str, count: int, under: np.uint64) -> Numbers:
        out = np.empty(count, np.uint32)
        if count < WORTH_THREADS:
            taken = _sift(self.key(stream), count, under, out)
        else:
            mask = np.empty(count, np.bool_)
            over_rows(_mark, count, self.key(stream), under, mask)
            taken = gather(mask, out)
        return out[:taken]

    def queue(self, stream: str, rows: int) -> Numbers:
        """A fixed order of all rows: the place of each in the queue, the same every month."""
        queues = known_luck(self.seed).queues if rows <= MOST_ROWS else self._queues
        if (stream, rows) not in queues:
            places = Draws(self.seed).uniform(f"{stream}/queue", rows)
            order = np.argsort(places, kind="stable").astype(np.uint32)
            order.flags.writeable = False
            queues[stream, rows] = order
        return queues[stream, rows]

    def choose(self, stream: str, eligible: Mask, most: float) -> Rows:
        """The first floor(`most`) eligible rows of the stream's queue.

        Who stands where in the queue never changes, so one more candidate displaces at most one
        other person, and a larger budget reaches everyone a smaller one reached.
        """
        out = np.empty(min(max(int(most), 0), eligible.size), np.int64)
        return out[: _admit(self.queue(stream, eligible.size), eligible, out)]
