"""What is known about a seed's luck saves work and changes nothing."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from sim import known_luck as module
from sim.draws import Draws
from sim.known_luck import KnownLuck, known_luck
from tests.laws.worlds import fingerprint, lived, scenario


def rows(*numbers: int) -> np.ndarray:
    """Row numbers as a draw gives them."""
    return np.array(numbers, np.uint32)


def test_rows_are_known_for_their_stream_month_city_and_chance_only():
    luck = KnownLuck()
    luck.keep("needs.arise", 3, 100, 7, rows(2, 99))
    found = luck.drawn("needs.arise", 3, 100, 7)
    assert found is not None
    assert found.dtype == np.uint32
    assert_array_equal(found, [2, 99])
    for other in (("needs.help", 3, 100, 7), ("needs.arise", 4, 100, 7), ("needs.arise", 3, 101, 7),
                  ("needs.arise", 3, 100, 8)):  # fmt: skip
        assert luck.drawn(*other) is None


def test_what_is_handed_out_can_be_changed_without_changing_what_is_known():
    luck = KnownLuck()
    luck.keep("s", 1, 10, 5, rows(1, 4))
    for _ in range(2):
        found = luck.drawn("s", 1, 10, 5)
        assert found is not None
        assert_array_equal(found, [1, 4])
        found[:] = 0


def test_another_chance_takes_the_place_of_the_one_before():
    luck = KnownLuck()
    luck.keep("s", 1, 10, 5, rows(1, 4))
    luck.keep("s", 1, 10, 6, rows(1, 4, 8))
    assert luck.drawn("s", 1, 10, 5) is None
    assert_array_equal(luck.drawn("s", 1, 10, 6), [1, 4, 8])


def test_no_more_is_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "MOST_KEPT", 5)
    luck = KnownLuck()
    luck.keep("s", 1, 10, 5, rows(1, 4, 8))
    luck.keep("s", 2, 10, 5, rows(2, 3, 9))
    assert luck.drawn("s", 2, 10, 5) is None
    luck.keep("s", 1, 10, 6, rows(1))  # three numbers less, one more
    luck.keep("s", 2, 10, 5, rows(2, 3, 9))
    assert_array_equal(luck.drawn("s", 2, 10, 5), [2, 3, 9])
    luck.keep("s", 3, module.MOST_ROWS + 1, 5, rows(1))
    assert luck.drawn("s", 3, module.MOST_ROWS + 1, 5) is None


def test_a_seed_is_remembered_by_the_process_and_the_oldest_forgotten():
    known_luck.cache_clear()
    Draws(1, 3).below("s", 1000, 0.2)
    assert known_luck(1).drawn("s", 3, 1000, int(0.2 * 2.0**53) + 1) is not None
    for seed in range(2, 2 + module.SEEDS):
        known_luck(seed)
    assert known_luck(1).drawn("s", 3, 1000, int(0.2 * 2.0**53) + 1) is None


def test_a_city_lives_the_same_life_whatever_is_known_of_its_luck():
    """A first run, one with all luck known, and one after a plan that asks for other chances."""
    plain = scenario(months=8)
    known_luck.cache_clear()
    lives = [fingerprint(lived(plain)), fingerprint(lived(plain))]
    lived(scenario({"use": "id_campaign"}, months=8, parameters={"payments.rate": 0.4}))
    lives.append(fingerprint(lived(plain)))
    assert len(set(lives)) == 1
