"""The five numbers of a plan, each with its change and its range."""

from __future__ import annotations

from dataclasses import replace

import pytest

from experiments.comparing.compare import Comparison, compare
from experiments.report.tiles import tiles
from experiments.running.runner import Run
from tests.experiments.made_up import plan, run


def tied(one: Run, lock_in: float) -> Run:
    """The same run with another lock-in."""
    return replace(one, indicators=one.indicators | {"lock_in": one.indicators["lock_in"] * 0 + lock_in})


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    plans = [plan("base", "No new policy", acts=False), plan("a", "Connect first")]
    runs = [run("base", s, 0.5 + 0.01 * s) for s in (1, 2, 3)]
    other = [tied(run("a", s, 0.6 + 0.015 * s, 41e6, women=0.5), 0.3) for s in (1, 2, 3)]
    return compare(plans, runs + other)


def test_tiles_tell_people_id_group_cost_and_vendors(comparison) -> None:
    found = tiles(comparison, comparison.sides[1])
    assert [tile.value for tile in found] == ["63", "32", "50", "US$ 41 million", "0.30"]
    assert [tile.label for tile in found] == [
        "of 100 adults use digital payments", "of 100 adults hold an active digital ID", "of 100 among women",
        "public cost in all", "tied to its vendors",
    ]  # fmt: skip


def test_each_tile_says_what_changes_and_how_sure_that_is(comparison) -> None:
    notes = [tile.note for tile in tiles(comparison, comparison.sides[1])]
    assert notes[0] == "+11 (10–12) against doing nothing"
    assert notes[1] == "+5 (5–6) against doing nothing"
    assert notes[2] == "served least, 13 (9–17) behind the average"
    assert notes[4] == "0 is free, 1 is bound; −0.10 against doing nothing"


def test_the_reference_has_levels_and_no_changes(comparison) -> None:
    found = tiles(comparison, comparison.base)
    assert [tile.note for tile in found[:2]] == ["the other plans are compared with this"] * 2
    assert found[-1].note == "0 is free, 1 is bound"


def test_against_another_plan_its_title_is_named() -> None:
    plans = [plan("a", "Connect first"), plan("b", "Pay first")]
    runs = [run(name, s, share + 0.01 * s) for name, share in (("a", 0.5), ("b", 0.6)) for s in (1, 2, 3)]
    found = tiles(compare(plans, runs), compare(plans, runs).sides[1])
    assert found[0].note == "+10 against “Connect first”"


def test_a_change_that_cannot_be_told_from_chance_is_not_claimed() -> None:
    plans = [plan("a", acts=False), plan("b")]
    runs = [run("a", s, 0.5 + 0.02 * (s % 2)) for s in (1, 2, 3)] + [run("b", s, 0.51) for s in (1, 2, 3)]
    found = tiles(compare(plans, runs), compare(plans, runs).sides[1])
    assert found[0].note == "no clear difference"
