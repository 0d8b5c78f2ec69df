"""Luck is uniform, independent, and the same in every universe.

Every test is seeded and two-sided: a statistic is put in standard errors from its expectation, and
a fit that is too good fails as well as one that is too bad.
"""

from __future__ import annotations

import copy
import hashlib
import itertools
import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal
from scipy import stats

from sim.draws import GOLDEN, Draws, Floats, Mask, mix, uniform

ROWS = 200_000
FAR = 4.0  # standard errors; about 1 in 16,000 by luck
BINS = 16
SEEDS = (1, 2, 12345)


def from_chi_square(counts: np.ndarray) -> float:
    """How many standard errors a chi-square statistic against equal counts is from its mean."""
    expected = counts.sum() / counts.size
    statistic = ((counts - expected) ** 2 / expected).sum()
    freedom = counts.size - 1
    return float((statistic - freedom) / math.sqrt(2 * freedom))


def from_independence(a: Floats, b: Floats) -> float:
    """Chi-square over a grid of pairs, in standard errors."""
    cells = (a * BINS).astype(int) * BINS + (b * BINS).astype(int)
    return from_chi_square(np.bincount(cells, minlength=BINS * BINS))


def from_no_correlation(a: Floats, b: Floats) -> float:
    """Correlation in standard errors."""
    return float(np.corrcoef(a, b)[0, 1] * math.sqrt(a.size))


def at(seed: int = 1, stream: str = "trust.failed", month: int = 3, rows: int = ROWS) -> Floats:
    """The draws of one stream in one month."""
    return Draws(seed, month).uniform(stream, rows)


PAIRS: dict[str, Callable[[int], tuple[Floats, Floats]]] = {
    "streams": lambda s: (at(s), at(s, "trust.friend")),
    "streams that differ by one letter": lambda s: (at(s, "needs.a"), at(s, "needs.b")),
    "months": lambda s: (at(s, month=3), at(s, month=4)),
    "months far apart": lambda s: (at(s, month=0), at(s, month=120)),
    "seeds": lambda s: (at(s), at(s + 1)),
    "a stream in one month and another in the next": lambda s: (at(s), at(s, "trust.friend", 4)),
    "one row and the next month's next row": lambda s: (at(s)[1:], at(s, month=4)[:-1]),
    **{f"rows {lag} apart": (lambda s, lag=lag: (at(s)[lag:], at(s)[:-lag])) for lag in (1, 2, 7, 64, 1024)},
}
each_pair = pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())
each_seed = pytest.mark.parametrize("seed", SEEDS)


@each_seed
@pytest.mark.parametrize("month", [0, 1, 119])
def test_draws_are_uniform(seed: int, month: int) -> None:
    u = at(seed, month=month)
    assert u.min() >= 0
    assert u.max() < 1
    assert 1e-4 < stats.kstest(u, "uniform").pvalue < 1 - 1e-4
    assert abs(from_chi_square(np.bincount((u * 1000).astype(int), minlength=1000))) < FAR
    assert abs((u.mean() - 0.5) * math.sqrt(12 * ROWS)) < FAR


def test_the_fit_to_uniform_is_itself_as_good_as_luck_and_no_better() -> None:
    """p-values of 400 Kolmogorov-Smirnov tests are uniform."""
    p = [stats.kstest(at(7, f"stream {k}", k % 12, 2_000), "uniform").pvalue for k in range(400)]
    assert 1e-4 < stats.kstest(p, "uniform").pvalue < 1 - 1e-4


def test_one_resident_is_as_lucky_over_time_as_all_are_in_a_month() -> None:
    draws = Draws(5)
    life = []
    for draws.month in range(20_000):
        life.append(draws.uniform("payments.decide", np.array([17]))[0])
    u = np.array(life)
    assert 1e-4 < stats.kstest(u, "uniform").pvalue < 1 - 1e-4
    assert abs(from_no_correlation(u[1:], u[:-1])) < FAR
    assert abs(from_independence(u[1:], u[:-1])) < FAR


@each_seed
@each_pair
def test_draws_do_not_correlate(pair: Callable[[int], tuple[Floats, Floats]], seed: int) -> None:
    assert abs(from_no_correlation(*pair(seed))) < FAR


@each_seed
@each_pair
def test_pairs_of_draws_fill_the_square_evenly(
    pair: Callable[[int], tuple[Floats, Floats]], seed: int
) -> None:
    assert abs(from_independence(*pair(seed))) < FAR


@each_seed
def test_triples_of_neighbouring_rows_fill_the_cube_evenly(seed: int) -> None:
    u = (at(seed, rows=3 * 100_000) * 8).astype(int).reshape(-1, 3)
    assert abs(from_chi_square(np.bincount(u @ [64, 8, 1], minlength=512))) < FAR


@each_seed
def test_rows_rise_and_fall_as_often_as_luck_has_it(seed: int) -> None:
    """Runs up and down: (2n − 1)/3 expected, variance (16n − 29)/90."""
    u = at(seed)
    runs = 1 + np.count_nonzero(np.diff(np.sign(np.diff(u))))
    assert abs(runs - (2 * ROWS - 1) / 3) / math.sqrt((16 * ROWS - 29) / 90) < FAR


@each_seed
def test_every_bit_is_a_fair_coin(seed: int) -> None:
    bits = (at(seed) * 2.0**53).astype(np.uint64)
    ones = np.array([np.count_nonzero(bits >> np.uint64(k) & np.uint64(1)) for k in range(53)])
    z = (ones - ROWS / 2) / math.sqrt(ROWS / 4)
    assert np.abs(z).max() < FAR + 0.5  # the largest of 53
    assert abs(((z**2).sum() - 53) / math.sqrt(2 * 53)) < FAR


def flips(change: Callable[[int], np.ndarray]) -> np.ndarray:
    """How often each of 64 output bits flips when input bit k does, as a 64 × 64 share."""
    base = change(-1)
    places = np.arange(64, dtype=np.uint64)
    return np.array([((base ^ change(k))[:, None] >> places & np.uint64(1)).mean(axis=0) for k in range(64)])


def test_one_bit_of_the_input_flips_half_of_the_output() -> None:
    """Avalanche of the hash: 64 × 64 shares, each a half within 6 standard errors (4,096 of them)."""
    words = np.random.default_rng(1).integers(0, 2**64, 20_000, dtype=np.uint64)
    formula = mix.py_func  # type: ignore[attr-defined]
    share = flips(lambda k: formula(words ^ np.uint64(1 << k) if k >= 0 else words))
    assert np.abs(share - 0.5).max() < 6 * 0.5 / math.sqrt(words.size)


def test_one_bit_of_the_row_or_of_the_month_moves_a_draw_anywhere() -> None:
    rows = np.arange(20_000)
    base = Draws(1, 5).uniform("stream", rows)
    for bit in range(20):
        moved = Draws(1, 5).uniform("stream", rows ^ (1 << bit))
        assert abs(from_no_correlation(base, moved)) < FAR
    for bit in range(8):
        assert abs(from_no_correlation(base, Draws(1, 5 ^ (1 << bit)).uniform("stream", rows))) < FAR


def test_no_two_keys_are_the_same() -> None:
    keys = {
        int(Draws(seed, month).key(stream))
        for seed, month, stream in itertools.product(range(50), range(121), ("a", "b", "a/queue"))
    }
    assert len(keys) == 50 * 121 * 3


def test_draws_are_the_same_on_every_machine() -> None:
    """Stored once: if these change, every published result changes."""
    assert Draws(1, 2).uniform("trust.failed", 3).tolist() == STORED


STORED = [0.7293735268232938, 0.6430521371761113, 0.5151153446567905]


def hashed(z: int) -> int:
    """SplitMix64's finaliser on Python's whole numbers, which have no end."""
    z %= 2**64
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB % 2**64
    return z ^ (z >> 31)


@given(st.integers(0, 2**64 - 1))
def test_the_hash_is_the_same_in_python_and_compiled(z: int) -> None:
    assert hashed(z) == int(mix(np.uint64(z)))


@given(st.integers(0, 2**32), st.integers(0, 600), st.integers(0, 10_000_000))
@settings(max_examples=50)
def test_a_draw_depends_on_seed_stream_month_and_row_only(seed: int, month: int, row: int) -> None:
    draws = Draws(seed, month)
    alone = uniform(draws.key("a"), row)
    draws.uniform("b", 10)
    draws.choose("c", np.ones(5, np.bool_), 2)
    assert draws.uniform("a", np.array([row, 0]))[0] == alone
    draws.month += 1
    draws.uniform("a", 3)
    draws.month -= 1
    assert uniform(draws.key("a"), row) == alone


def test_some_rows_get_what_they_get_among_all() -> None:
    rows = np.array([5, 3, 99, 3])
    assert_array_equal(Draws(4, 4).uniform("s", rows), Draws(4, 4).uniform("s", 100)[rows])


@given(st.integers(0, 3_000), st.floats(-0.5, 1.5), st.integers(0, 120))
def test_the_rows_below_a_chance_are_those_whose_draw_is(rows: int, chance: float, month: int) -> None:
    draws = Draws(9, month)
    assert_array_equal(draws.below("s", rows, chance), np.flatnonzero(draws.uniform("s", rows) < chance))


@given(
    st.lists(st.booleans(), max_size=300).map(lambda marks: np.array(marks, np.bool_)), st.floats(-0.5, 1.5)
)
@settings(deadline=None)  # the first call may compile
def test_among_marked_rows_the_others_are_left_out(marked: Mask, chance: float) -> None:
    draws = Draws(9, 4)
    wanted = np.flatnonzero(marked & (draws.uniform("s", marked.size) < chance))
    assert_array_equal(draws.below("s", marked, chance), wanted)


def test_a_chance_equal_to_a_draw_does_not_include_it() -> None:
    draws = Draws(9, 1)
    u = draws.uniform("s", 1_000)
    for chance in u[:50]:
        assert_array_equal(draws.below("s", u.size, chance), np.flatnonzero(u < chance))


def test_a_key_moves_with_the_month_by_the_golden_ratio() -> None:
    draws = Draws(1)
    first = int.from_bytes(hashlib.blake2b(b"1/s", digest_size=8).digest(), "little")
    for draws.month in (0, 1, 500, 1):
        assert int(draws.key("s")) == hashed(first + (draws.month + 1) * GOLDEN)


def test_a_stream_asked_for_late_has_the_key_of_one_asked_for_early() -> None:
    early, late = Draws(1), Draws(1)
    early.key("s")
    for early.month in (1, 7):
        early.key("t")
    late.month = 7
    assert [early.key(s) for s in "uts"] == [late.key(s) for s in "uts"]


# --- choose -------------------------------------------------------------------------------------

masks = st.lists(st.booleans(), min_size=1, max_size=60).map(np.array)
budgets = st.floats(-2, 70)


@given(masks, budgets)
def test_choose_takes_as_many_eligible_rows_as_there_is_room_for(eligible: Mask, most: float) -> None:
    chosen = Draws(1, 3).choose("s", eligible, most)
    assert eligible[chosen].all()
    assert len(set(chosen.tolist())) == chosen.size == max(0, min(int(most), np.count_nonzero(eligible)))


@given(masks, budgets, st.floats(0, 10))
def test_a_larger_budget_reaches_everyone_a_smaller_one_reached(
    eligible: Mask, most: float, more: float
) -> None:
    draws = Draws(2, 1)
    assert set(draws.choose("s", eligible, most)) <= set(draws.choose("s", eligible, most + more))


@given(masks, budgets, st.data())
def test_one_more_candidate_displaces_at_most_one_other(
    eligible: Mask, most: float, data: st.DataObject
) -> None:
    newcomer = data.draw(st.integers(0, eligible.size - 1))
    without, joined = eligible.copy(), eligible.copy()
    without[newcomer], joined[newcomer] = False, True
    draws = Draws(3, 2)
    before, after = set(draws.choose("s", without, most)), set(draws.choose("s", joined, most))
    assert len(before - after) <= 1
    assert after - before <= {newcomer}


@given(masks, budgets, st.integers(0, 400))
def test_the_queue_is_the_same_every_month(eligible: Mask, most: float, month: int) -> None:
    assert_array_equal(Draws(1, 0).choose("s", eligible, most), Draws(1, month).choose("s", eligible, most))


def test_a_queue_holds_everybody_once_and_cannot_be_written() -> None:
    queue = Draws(1).queue("s", 500)
    assert_array_equal(np.sort(queue), np.arange(500))
    assert not queue.flags.writeable


def test_every_place_in_the_queue_is_equally_likely() -> None:
    firsts = np.array([Draws(seed).queue("s", 10)[0] for seed in range(5_000)])
    assert abs(from_chi_square(np.bincount(firsts, minlength=10))) < FAR


def test_queues_of_two_streams_have_nothing_to_do_with_each_other() -> None:
    draws = Draws(1)
    places = [np.argsort(draws.queue(stream, 20_000)).astype(float) for stream in ("a", "b")]
    assert abs(from_no_correlation(*places)) < FAR


def test_a_fork_of_the_luck_is_as_lucky_and_goes_its_own_way() -> None:
    draws = Draws(3, 5)
    before = draws.key("a")
    twin = copy.copy(draws)
    twin.key("new to the twin")
    twin.month = 6
    assert (draws.key("a"), draws.key("b")) == (before, Draws(3, 5).key("b"))
    assert (twin.key("a"), twin.key("b")) == (Draws(3, 6).key("a"), Draws(3, 6).key("b"))
