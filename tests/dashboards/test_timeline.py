"""When things happen: bars are moved inside the plan's months, and every move can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboards.plans import drafts, timeline
from sim.scenario import PolicyUse
from sim.scenario.numbers import FOREVER
from sim.scenario.parts import Target


@pytest.fixture
def view() -> drafts.View:
    """One plan with a policy from month 6 to 30 and one that never stops."""
    known = drafts.opening()
    uses = (PolicyUse("data_subsidy", start=6, end=30), PolicyUse("ombudsperson", start=12))
    return drafts.changed(known, replace(known.draft.scenario, policies=uses))


def policy(view: drafts.View, place: int) -> PolicyUse:
    return view.draft.scenario.policies[place]


def test_a_row_says_whom_a_policy_is_aimed_at_and_which_of_several_it_is(view) -> None:
    uses = (PolicyUse("data_subsidy"), PolicyUse("data_subsidy", target=Target(groups=("women",))))
    scenario = replace(view.draft.scenario, policies=uses)
    assert [row["name"] for row in timeline.rows(scenario)] == [
        "Data subsidy (1 of 2)", "Data subsidy: women (2 of 2)",
    ]  # fmt: skip
    assert timeline.rows(view.draft.scenario)[0]["name"] == "Data subsidy"


@pytest.mark.parametrize(
    ("field", "value", "start", "end", "ramp"),
    [
        ("start", 40, 40, 41, 0),
        ("start", -3, 0, 30, 0),
        ("shift", 10, 10, 34, 0),
        ("shift", 500, 119, 120, 0),
        ("end", 3, 6, 7, 0),
        ("end", 121, 6, FOREVER, 0),
        ("ramp", 4, 6, 30, 4),
    ],
)
def test_a_policy_moves_within_the_months_of_the_plan(view, field, value, start, end, ramp) -> None:
    use = policy(timeline.moved(view, "policy:0", field, value), 0)
    assert (use.start, use.end, use.ramp) == (start, end, ramp)


def test_a_policy_without_an_end_keeps_none_when_it_is_shifted(view) -> None:
    assert policy(timeline.moved(view, "policy:1", "shift", 20), 1).end == FOREVER


def test_a_crisis_is_added_moved_made_weaker_and_dropped(view) -> None:
    view = timeline.struck(view, "flood")
    view = timeline.moved(view, "shock:0", "start", 30)
    view = timeline.moved(view, "shock:0", "strength", 0.4)
    shock = view.draft.scenario.shocks[0]
    assert (shock.use, shock.month, shock.intensity) == ("flood", 30, 0.4)
    row = timeline.rows(view.draft.scenario)[-1]
    assert (row["kind"], row["name"], row["start"]) == ("shock", "Flood", 30)
    assert row["end"] > 30
    assert timeline.dropped(view, "shock:0").draft.scenario.shocks == ()


def test_the_same_crisis_twice_strikes_in_different_months(view) -> None:
    twice = timeline.struck(timeline.struck(view, "flood"), "flood")
    months = [shock.month for shock in twice.draft.scenario.shocks]
    assert len(set(months)) == 2


def test_nothing_is_added_that_is_no_crisis(view) -> None:
    assert timeline.struck(view, "nonsense") == view


def test_a_row_that_has_gone_is_refused(view) -> None:
    with pytest.raises(KeyError):
        timeline.moved(view, "policy:7", "start", 3)
    with pytest.raises(KeyError):
        timeline.dropped(view, "weather:0")


def test_every_crisis_can_be_chosen_by_name() -> None:
    assert {"Flood", "Pandemic", "Breach"} <= set(timeline.crises())
