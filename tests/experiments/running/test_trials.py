"""Trials read off exactly what the model's indicators say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from experiments.running.bench import Bench
from experiments.running.runner import Cities, Plan, run_plan
from experiments.running.trials import Answer, Trial
from sim.scenario import load_scenario

SMALL = Plan("x", replace(load_scenario("connect-first"), residents=1000, months=8))


@pytest.fixture(scope="module")
def run():
    return run_plan(SMALL, 3, Cities())


def answer(*readings: str) -> Answer:
    with Bench(workers=1) as bench:
        return bench.ask([Trial(SMALL, 3, readings=readings)])[0]


def test_readings_are_the_numbers_of_the_run(run):
    found = answer("payments", "payments@4", "id_active/women", "cost")
    assert found.value("payments") == run.indicators["payments"][-1]
    assert found.value("payments@4") == run.indicators["payments"][4]
    women = run.counted.groups.labels.index("women")
    assert found.value("id_active/women") == run.counted.by_group("identity", "active")[-1, women]
    assert found.value("cost") == pytest.approx(run.indicators["spending"].sum())


def test_all_groups_that_are_large_enough(run):
    groups = answer("payments/*").groups("payments")
    sizes = dict(zip(run.counted.groups.labels, run.counted.groups.sizes, strict=True))
    assert all(sizes[name] >= 30 for name in groups)
    assert "women" in groups
    assert "everyone" not in groups


def test_a_key_is_the_question():
    one = Trial(SMALL, 1, readings=("payments",))
    same = Trial(Plan("y", replace(SMALL.scenario, title="Other words")), 1, {}, {"draw": 2}, ("payments",))
    assert one.key == same.key
    others = [Trial(SMALL, 2, readings=("payments",)), Trial(SMALL, 1, readings=("trust",)),
              Trial(SMALL, 1, {"trust.gain": 0.02}, readings=("payments",))]  # fmt: skip
    assert len({one.key, *(other.key for other in others)}) == 4
