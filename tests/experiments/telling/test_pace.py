"""The time left, judged by the runs that were made."""

from __future__ import annotations

from experiments.telling.pace import Pace


def test_what_workers_take_to_start_is_not_counted():
    pace = Pace(before=2)
    assert pace.left(0.0, 2, 998) == ""
    pace.note(60.0, 3, workers=2)  # a minute to import, and one of the two has made a run
    assert pace.left(60.0, 3, 997) == ""
    pace.note(60.5, 4, workers=2)
    assert pace.left(60.5, 4, 996) == ""
    pace.note(62.5, 8, workers=2)
    assert pace.seconds(62.5, 8, 992) == 0.5 * 992
    assert pace.left(62.5, 8, 992) == ", about 8 min 16 s left"


def test_a_clock_that_has_begun_is_not_set_again():
    pace = Pace()
    for made in (1, 2, 3):
        pace.note(10.0 * made, made, workers=1)
    assert pace.seconds(30.0, 3, 7) == 10 * 7
    assert pace.seconds(30.0, 3, 0) == 0
