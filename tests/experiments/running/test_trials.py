"""Trials read off exactly what the model's indicators say."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import pytest

from experiments.running.runner import Cities, Plan, Run, run_plan
from experiments.running.trials import Trial, answer
from sim.scenario import load_scenario

SMALL = replace(load_scenario("connect-first"), residents=1000, months=8)


@pytest.fixture(scope="module")
def run():
    return run_plan(Plan("x", SMALL), 3, Cities())


def test_readings_are_the_numbers_of_the_run(run):
    readings = ("payments", "payments@4", "id_active/women", "cost")
    found = answer(Trial(SMALL, 3, readings), Cities())
    assert found.value("payments") == run.indicators["payments"][-1]
    assert found.value("payments@4") == run.indicators["payments"][4]
    women = run.counted.groups.labels.index("women")
    assert found.value("id_active/women") == run.counted.by_group("identity", "active")[-1, women]
    assert found.value("cost") == pytest.approx(run.indicators["spending"].sum())


def test_all_groups_that_are_large_enough(run):
    groups = answer(Trial(SMALL, 3, ("payments/*",)), Cities()).groups("payments")
    sizes = dict(zip(run.counted.groups.labels, run.counted.groups.sizes, strict=True))
    assert all(sizes[name] >= 30 for name in groups)
    assert "women" in groups
    assert "everyone" not in groups


def test_a_key_is_the_question():
    one, same = Trial(SMALL, 1, ("payments",)), Trial(replace(SMALL, title="Other words"), 1, ("payments",))
    assert one.key == same.key
    assert len({one.key, Trial(SMALL, 2, ("payments",)).key, Trial(SMALL, 1, ("trust",)).key}) == 3


def test_a_run_that_breaks_is_an_answer_too(monkeypatch):
    monkeypatch.setattr(
        "experiments.running.runner.run_plan",
        lambda plan, seed, cities: Run(plan.name, seed, error="it broke"),
    )
    found = answer(Trial(SMALL, 1, ("payments",)), Cities())
    assert (found.ok, found.error) == (False, "it broke")
    assert isnan(found.value("payments"))
