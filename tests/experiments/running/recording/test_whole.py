"""A whole run kept as a table is the run again."""

from __future__ import annotations

from experiments.running.inputs import plan_of
from experiments.running.recording.whole import run_of, whole
from experiments.running.runner import Cities, run_plan

RUN = run_plan(plan_of("connect-first", residents=1_000, months=4), 3, Cities())


def test_every_array_and_every_word_comes_back():
    again = run_of(whole(RUN), "connect-first", 3)
    assert (again.plan, again.seed, again.adults, again.error) == ("connect-first", 3, RUN.adults, "")
    for family in ("counts", "series", "means"):
        old, new = getattr(RUN.counted, family), getattr(again.counted, family)
        assert old.keys() == new.keys()
        assert all(old[name].tobytes() == new[name].tobytes() for name in old)
    assert again.counted.spend.tobytes() == RUN.counted.spend.tobytes()
    assert again.counted.codes == {name: tuple(codes) for name, codes in RUN.counted.codes.items()}
    assert (again.counted.programmes, again.counted.groups.labels) == (
        tuple(RUN.counted.programmes), tuple(RUN.counted.groups.labels),
    )  # fmt: skip


def test_indicators_follow_from_what_was_kept():
    again = run_of(whole(RUN), "connect-first", 3)
    assert again.indicators.keys() == RUN.indicators.keys()
    assert all(
        again.indicators[name].tobytes() == values.tobytes() for name, values in RUN.indicators.items()
    )


def test_the_same_run_is_the_same_table():
    again = run_plan(plan_of("connect-first", residents=1_000, months=4), 3, Cities())
    assert whole(again).equals(whole(RUN))
