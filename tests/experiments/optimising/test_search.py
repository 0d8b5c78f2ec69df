"""The search on a stand-in whose best mix is known."""

from __future__ import annotations

import pytest

from experiments.optimising.scores import Goal, Score, check_goal, front
from experiments.optimising.space import Choices, choices, mix_of, named, with_mix
from sim.errors import DPICityError
from sim.scenario import PolicyUse
from tests.experiments.known import plan
from tests.experiments.optimising.world import BASE, NAMES, Cancelled, World, found


def test_the_best_affordable_mix_is_found():
    result = found()
    first = result.advice[0]
    assert first.title == "Most people"
    assert {name for name, _, _ in first.score.mix} >= {"data_subsidy", "id_campaign"}
    assert first.score.gain == pytest.approx(0.15)
    assert first.score.worst == pytest.approx(0.4)
    for score in result.front:
        assert score.cost <= 8e6
        assert score.worst >= 0.3


def test_what_shuts_people_out_is_not_recommended_unless_it_may():
    """A mandate would bring in most people for next to nothing, and deny six needs in ten."""
    assert not any("digital_only_mandate" in named_in(advice.score) for advice in found().advice)
    allowed = found(denied=0.7).advice[0].score
    assert "digital_only_mandate" in named_in(allowed)
    assert allowed.harm == pytest.approx(0.6, abs=0.02)


def named_in(score: Score) -> set[str]:
    return {name for name, _, _ in score.mix}


def test_the_same_search_takes_the_same_way_also_after_a_stop():
    whole = World()
    wanted = found(bench=whole)
    stopped = World(patience=len(whole.asked) // 2)
    with pytest.raises(Cancelled):
        found(bench=stopped)
    stopped.patience = 10**9
    assert found(bench=stopped) == wanted
    assert len(stopped.asked) == len(whole.asked)


def test_a_hopeless_mix_is_tried_in_one_city_only():
    """The mandate breaks the limit on denials in the first city; nothing that holds it is run in the second."""
    bench = World()
    found(bench=bench)
    mixes = [t for t in bench.asked if len(t.scenario().policies) > 1 and t.seed < 1000]
    first, second = (
        {t.scenario().hash for t in mixes if t.seed == seed and mandated(t.scenario())} for seed in (1, 2)
    )
    assert first
    assert not second


def mandated(scenario) -> bool:
    return any(use.use == "digital_only_mandate" for use in scenario.policies)


def test_what_cannot_be_had_is_said_with_what_can():
    with pytest.raises(
        DPICityError, match=r"nothing fits in it\. The cheapest policy, digital_only_mandate, costs US"
    ):
        found(budget=1e4)
    with pytest.raises(
        DPICityError, match=r"--floor 0\.9: no mix within the budget reaches it\. The best .* 0\.4"
    ):
        found(budget=2e7, floor=0.9)
    with pytest.raises(
        DPICityError, match=r"--denied 0\.01: no mix within the budget stays under it\. .*ID campaign"
    ):
        found(denied=0.01)


def test_goals_and_policies_that_mean_nothing_are_refused():
    with pytest.raises(DPICityError, match="did you mean 'payments'"):
        check_goal(Goal("paymets", 1e6))
    with pytest.raises(DPICityError, match="--budget -1: give US"):
        check_goal(Goal("payments", -1))
    with pytest.raises(DPICityError, match=r"--denied 5: give a share from 0 to 1"):
        check_goal(Goal("payments", 1, denied=5))
    with pytest.raises(DPICityError, match="did you mean 'data_subsidy'"):
        choices(BASE, ["data_subsidi"])
    with pytest.raises(DPICityError, match="has all of these policies already"):
        choices(plan("p", "data_subsidy").scenario, ["data_subsidy"])


def test_a_front_holds_what_nothing_beats():
    goal = Goal("payments", 10.0)
    best, cheap, bad = (
        score(adoption=0.8, worst=0.6, lock_in=0.4, cost=9.0),
        score(adoption=0.6, worst=0.5, lock_in=0.4, cost=1.0, mix=(("a", 1, 6),)),
        score(adoption=0.5, worst=0.3, lock_in=0.5, cost=9.5, mix=(("b", 1, 6),)),
    )
    assert front([best, cheap, bad], goal) == [best, cheap]


def test_a_policy_that_adds_next_to_nothing_is_left_out_of_a_front():
    goal = Goal("payments", 10.0)
    short = score(adoption=0.8, worst=0.6, cost=1.0, mix=(("a", 1, 6),))
    longer = score(adoption=0.801, worst=0.601, cost=1.1, mix=(("a", 1, 6), ("b", 1, 6)))
    assert front([longer, short], goal) == [short]


def score(**given) -> Score:
    usual = {
        "mix": (),
        "adoption": 0.5,
        "gain": 0.0,
        "worst": 0.3,
        "lock_in": 0.5,
        "denied": 0.0,
        "harm": 0.0,
        "cost": 0.0,
    }
    return Score(**usual | given)


def test_mixes_are_written_and_said():
    mix = mix_of(
        {"id_campaign": (0.5, 24), "data_subsidy": (1.0, 6), "cloud": (1.0, 6), "telecentres": (0.0, 6)}
    )
    assert named(mix) == "From month 6 Cloud and Data subsidy; from month 24 ID campaign at half strength"
    uses = with_mix(BASE, mix, choices(BASE)).policies
    assert [(u.use, u.start, u.intensity) for u in uses] == [
        ("cloud", 6, 1.0), ("data_subsidy", 6, 1.0), ("id_campaign", 24, 0.5),
    ]  # fmt: skip


def test_a_policy_keeps_its_own_numbers_and_its_own_start():
    own = Choices((PolicyUse("data_subsidy", start=12, intensity=0.8),))
    assert own.months("data_subsidy") == (12,)
    (use,) = with_mix(BASE, (("data_subsidy", 0.5, 12),), own).policies
    assert (use.start, use.intensity) == (12, 0.4)
    assert set(NAMES) <= set(choices(BASE).names)
