"""What a plan costs, held against the money that there is."""

from __future__ import annotations

import pytest

from experiments.comparing.compare import Comparison, compare
from experiments.report.brief import rows
from experiments.report.tiles import tiles
from experiments.telling.budgets import kept, left
from experiments.telling.numbers import money
from tests.experiments.made_up import plan, run


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """A plan that costs US$ 41 million more than doing nothing, in every city."""
    plans = [plan("base", "No new policy", acts=False), plan("a", "Connect first")]
    runs = [run("base", s, 0.5) for s in (1, 2, 3)] + [run("a", s, 0.6, 41e6) for s in (1, 2, 3)]
    return compare(plans, runs)


@pytest.mark.parametrize(
    ("budget", "short", "sentence"),
    [
        (
            50e6,
            "US$ 9 million left",
            "It stays within the budget of US$ 50 million, with US$ 9 million left.",
        ),
        (25e6, "US$ 16 million over budget", "It exceeds the budget of US$ 25 million by US$ 16 million."),
        (41e6, "about the whole budget", "That is about the whole budget of US$ 41 million."),
    ],
)
def test_the_cost_is_held_against_the_budget(comparison, budget, short, sentence) -> None:
    side = comparison.sides[1]
    assert (left(side, budget), kept(side, budget)) == (short, sentence)


def test_what_is_left_and_what_is_spent_add_up_as_they_are_said() -> None:
    """US$ 192.7 million of 200, known to 0.6 million, is said as 193; 7.3 more would make 200.3."""
    plans = [plan("base", "No new policy", acts=False), plan("a", "Connect first")]
    runs = [run("base", s, 0.5) for s in (1, 2, 3)]
    runs += [run("a", s, 0.6, cost) for s, cost in ((1, 192.45e6), (2, 192.7e6), (3, 192.95e6))]
    side = compare(plans, runs).sides[1]
    extra = side.extra_cost.difference
    assert money(extra.mean, extra.half) == "US$ 193 million"
    assert left(side, 200e6) == "US$ 7 million left"


def test_the_reference_costs_nothing_on_top_of_itself(comparison) -> None:
    assert (left(comparison.base, 1e6), kept(comparison.base, 1e6)) == ("", "")


def test_the_tile_and_the_sheet_tell_it(comparison) -> None:
    tile = tiles(comparison, comparison.sides[1], 50e6)[3]
    assert (tile.value, tile.label) == (
        "US$ 41 million",
        "more than doing nothing, of a budget of US$ 50 million",
    )
    assert tile.note.startswith("US$ 9 million left; US$ ")
    assert tile.note.endswith("for each person added")
    assert rows(comparison, 50e6)[-1] == ("Against a budget of US$ 50 million", ["—", "US$ 9 million left"])
    assert len(rows(comparison)) == len(rows(comparison, 50e6)) - 1
