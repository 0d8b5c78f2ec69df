"""Time and disk space in words."""

from __future__ import annotations

import pytest

from experiments.language import speaking
from experiments.telling.amounts import disk, duration, roughly


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.2, "less than a second"), (8.4, "8 s"), (59.7, "1 min"), (100, "1 min 40 s"), (7500, "2 h 5 min"),
        (3600, "1 h"), (86_400, "1 day"), (3 * 86_400 + 4 * 3600, "3 days 4 h"),
    ],
)  # fmt: skip
def test_time_is_told_in_two_units_at_most(seconds, said):
    assert duration(seconds) == said


@pytest.mark.parametrize(
    ("size", "said"),
    [(12, "12 bytes"), (340_000, "340 kB"), (1_540_000_000, "1.5 GB"), (12_300_000, "12 MB")],
)
def test_disk_space_is_told_in_the_unit_that_fits(size, said):
    assert disk(size) == said


def test_a_guess_is_told_in_whole_minutes():
    assert [roughly(seconds) for seconds in (0.3, 40, 280, 9010)] == ["1 s", "40 s", "5 min", "2 h 30 min"]


def test_other_languages_shorten_time_in_their_own_way():
    with speaking("pt"):
        assert duration(3 * 86_400 + 4 * 3600) == "3 dias 4 h"
    with speaking("ar"):
        assert duration(100) == "1 د 40 ث"
