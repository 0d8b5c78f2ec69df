"""Whom the stories tell of, in a made-up city of six people."""

from __future__ import annotations

import numpy as np
import pytest

from dashboards.engine.workers import Replay
from dashboards.tabs.stories import ANY, GAINED, LEFT, STRIDE, first_row, next_row, rows_of
from sim.choice import CONSTRAINTS, STAGES

USES, KNOWS = STAGES.index("uses"), STAGES.index("aware")
PRICE, HAPPY, CHOICE = (CONSTRAINTS.index(word) for word in ("price", "uses it", "own choice"))
AGES = [0, 0, 2, 3, 1, 2]
WITHOUT = [PRICE, PRICE, PRICE, PRICE, HAPPY, CHOICE]
"""Without the plan four are kept out, one uses it and one does not want to."""


def replay(barriers: list[int]) -> Replay:
    """A run whose last month holds these barriers; who has none of them uses it."""
    last = np.array(barriers)
    states = {
        "stage_payments": np.where(last == HAPPY, USES, KNOWS)[None].astype(np.uint8),
        "barrier_payments": last[None].astype(np.uint8),
    }
    x = np.zeros(len(barriers))
    return Replay(states, {"stage_payments": STAGES}, x, x, {"age": np.array(AGES)}, ())


@pytest.mark.parametrize(
    ("under", "row"),
    [
        ([PRICE, HAPPY, PRICE, HAPPY, HAPPY, HAPPY], 3),  # the grown-up whom the plan brings in
        ([PRICE, HAPPY, PRICE, PRICE, HAPPY, HAPPY], 1),  # there is only a young one
        ([PRICE, PRICE, PRICE, PRICE, HAPPY, HAPPY], 2),  # the plan brings in nobody who is kept out
    ],
)
def test_the_first_story_is_of_a_grown_up_whose_life_the_plan_changes(under: list[int], row: int) -> None:
    assert first_row(replay(under), replay(WITHOUT)) == row


def test_the_kinds_are_those_that_their_words_say() -> None:
    plan, without = replay([PRICE, HAPPY, PRICE, HAPPY, HAPPY, HAPPY]), replay(WITHOUT)
    assert rows_of(GAINED, plan, plan, without).tolist() == [1, 3]
    assert rows_of(GAINED, without, plan, without).tolist() == [1, 3]  # whichever of the two is looked at
    assert rows_of(LEFT, plan, plan, without).tolist() == [0, 2]
    assert rows_of(LEFT, without, plan, without).tolist() == [0, 1, 2, 3]
    assert rows_of(ANY, plan, plan, without).tolist() == list(range(6))


def test_another_person_is_always_another_one_and_the_walk_comes_round() -> None:
    size, rows = 5 * STRIDE, np.arange(0, 5 * STRIDE, 10)
    row, met = 0, []
    for _ in range(20):
        row = next_row(rows, row, size)
        met.append(row)
    assert len(set(met)) == len(met)
    assert set(met) <= set(rows.tolist())
    assert next_row(np.array([], np.int64), 4, size) == 4
