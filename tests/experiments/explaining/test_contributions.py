"""A plan's effect taken apart adds up, whatever the effect."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.explaining.contributions import MOST, THE_REST, members, partial_plans, shapley, take_apart
from experiments.running.runner import Plan
from sim.errors import DPICityError
from sim.scenario import load_scenario, scenario_from_dict


def subsets(members: int) -> list[frozenset[int]]:
    return [frozenset(s) for size in range(members + 1) for s in combinations(range(members), size)]


@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_the_shares_sum_to_the_total_whatever_the_effects(members, seed):
    luck = np.random.default_rng(seed)
    values = {s: luck.normal(size=3) if s else np.zeros(3) for s in subsets(members)}
    total = values[frozenset(range(members))]
    np.testing.assert_allclose(np.sum(shapley(values, members), axis=0), total, atol=1e-12)


def test_two_interventions_share_what_they_bring_only_together():
    """v(a) = 1, v(b) = 2, v(ab) = 7: the 4 that only both bring are halved."""
    values = {frozenset(): np.zeros(1), frozenset({0}): np.array([1.0]), frozenset({1}): np.array([2.0]),
              frozenset({0, 1}): np.array([7.0])}  # fmt: skip
    np.testing.assert_allclose(np.ravel(shapley(values, 2)), [3.0, 4.0])


def test_a_plan_that_adds_nothing_cannot_be_taken_apart():
    base = Plan("a", scenario_from_dict({"city": "marenga", "residents": 1000, "months": 3}))
    with pytest.raises(DPICityError, match="adds no policy"):
        take_apart(base, base, [1], "payments")


def test_parts_and_interaction_of_a_real_plan_add_up():
    small = {"city": "marenga", "residents": 1000, "months": 18}
    policies = [{"use": "instant_payments", "months": [1]}, {"use": "data_subsidy", "months": [1]}]
    base = Plan("base", scenario_from_dict(small))
    plan = Plan("plan", scenario_from_dict({**small, "policies": policies}))
    found = take_apart(base, plan, [1, 2], "payments", workers=1)
    assert [part.name for part in found.parts] == ["Data subsidy", "Instant payments"]
    np.testing.assert_allclose(sum(part.shapley for part in found.parts), found.total, atol=1e-12)
    np.testing.assert_allclose(
        sum(part.alone for part in found.parts) + found.interaction, found.total, atol=1e-12
    )
    assert (found.total > 0.02).all()


def test_many_policies_are_taken_together_by_theme_and_all_of_them_are_the_plan():
    base, plan = Plan("base", load_scenario("baseline")), Plan("plan", load_scenario("nobody-left-behind"))
    parts = members(base, plan)
    assert len(parts) <= MOST
    named = sorted(name for part in parts for name in part.policies)
    assert named == sorted({use.use for use in plan.scenario.policies})
    plans = partial_plans(base, plan, parts)
    whole = plans[frozenset(range(len(parts)))].scenario
    assert plans[frozenset()].scenario.hash == base.scenario.hash
    assert set(whole.policies) == set(plan.scenario.policies)


def test_what_differs_besides_policies_is_an_intervention_of_its_own():
    """A plan that drops a policy, adds one and meets a flood: two parts, and both together are the plan."""
    small = {"city": "marenga", "residents": 1000, "months": 18}
    old, new = {"use": "data_subsidy", "months": [1]}, {"use": "instant_payments", "months": [1]}
    base = Plan("base", scenario_from_dict({**small, "policies": [old]}))
    flooded = {**small, "policies": [new], "shocks": [{"use": "flood", "month": 6}]}
    plan = Plan("plan", scenario_from_dict(flooded))
    parts = members(base, plan)
    assert [part.name for part in parts] == ["Instant payments", THE_REST]
    plans = partial_plans(base, plan, parts)
    assert plans[frozenset({0, 1})].scenario.hash == plan.scenario.hash
    assert plans[frozenset({1})].scenario.policies == ()
    assert [use.use for use in plans[frozenset({0})].scenario.policies] == [
        "data_subsidy",
        "instant_payments",
    ]
