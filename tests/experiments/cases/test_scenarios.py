"""Every case is a scenario that runs, on a city whose every figure says where it is from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from experiments.cases.entries import entries
from experiments.running.runner import Cities, Plan, run_plan
from sim.city.spec import sources
from sim.scenario import list_scenarios, load_scenario

NAMES = [name for name, path in list_scenarios().items() if path.parent.name == "cases"]


@pytest.mark.parametrize("name", NAMES)
def test_a_case_runs_two_months(name: str):
    scenario = load_scenario(name)
    run = run_plan(Plan(name, replace(scenario, residents=1_000, months=2)), 1, Cities())
    assert run.ok, run.error


@pytest.mark.parametrize("name", NAMES)
def test_a_case_says_where_its_figures_come_from(name: str):
    scenario = load_scenario(name)
    assert scenario.question
    assert scenario.description
    assert all(len(source) > 3 for _, source in sources(scenario.city))
    assert scenario.city.fictional or scenario.sources


def test_every_case_is_in_the_catalogue():
    used = {found.scenario for found in entries().values()}
    assert set(NAMES) - used == {"pix-without-mandate"}
