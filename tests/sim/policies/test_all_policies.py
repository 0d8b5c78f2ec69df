"""Every policy does nothing at no strength, and what it is for at full strength."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest

from sim.draws import Draws
from sim.recorder import Record
from sim.registry import registry
from sim.scenario.keys import POLICY, SHOCK
from tests.benchmarks.policy_effects import difference, lived, people, plan
from tests.random_city import everyone, random_city
from tests.test_rules import changes, own

POLICIES, SHOCKS = registry().policies, registry().shocks
SEEDS, MONTHS = (1, 2, 3, 4), 36

each_policy = pytest.mark.parametrize("name", sorted(POLICIES))


@lru_cache(maxsize=1)
def starting_points() -> dict[int, Record]:
    """The city of every seed without any policy."""
    return {seed: lived(plan(months=MONTHS), seed, people(seed)) for seed in SEEDS}


@each_policy
def test_without_strength_a_policy_changes_nothing_but_its_own_notes(name: str):
    policy = POLICIES[name]
    for seed in SEEDS:
        city = random_city(seed)
        before = city.fork()
        aim = everyone(city, name, strength=0.0, months_on=1)
        spent = policy().step(city, policy.defaults(), Draws(seed, 1), aim) or ()
        assert changes(before, city) <= own(policy)
        assert all(spend.cost >= 0 for spend in spent)


@each_policy
def test_a_policy_moves_the_indicator_it_aims_at_in_the_direction_it_says(name: str):
    """The mean over paired seeds; intervals over twenty are in tests/benchmarks/policy_effects.py."""
    base = starting_points()
    gains = [difference(name, base[s], lived(plan(name, months=MONTHS), s, people(s))) for s in SEEDS]
    sign = 1 if POLICIES[name].changes[1] == "higher" else -1
    assert sign * np.mean(gains) > 0, gains
    assert sum(sign * gain < 0 for gain in gains) <= 1, gains


@each_policy
def test_a_policy_costs_money(name: str):
    spend = lived(plan(name, months=3), 1, people(1)).spend
    nothing = lived(plan(months=3), 1, people(1)).spend
    assert spend.sum() > nothing.sum()


@each_policy
def test_no_parameter_of_a_policy_hides_behind_a_key_of_scenario_files(name: str):
    assert not set(POLICIES[name].params) & set(POLICY)


@pytest.mark.parametrize("name", sorted(SHOCKS))
def test_no_parameter_of_a_shock_hides_behind_a_key_of_scenario_files(name: str):
    assert not set(SHOCKS[name].params) & set(SHOCK)
