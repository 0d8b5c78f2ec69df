"""Policies that act before what they need is there."""

from __future__ import annotations

import pytest

from sim.mechanisms.components import COMPONENTS
from sim.registry import registry
from sim.scenario import list_scenarios, load_scenario, scenario_from_dict, waits


def plan(use: dict[str, object], **parameters: float) -> list[str]:
    dotted = {f"components.{name}": value for name, value in parameters.items()}
    return waits(scenario_from_dict({"months": 48, "policies": [use], "parameters": dotted}))


def test_a_policy_whose_component_is_never_there_does_nothing():
    (sentence,) = plan({"use": "mobility_pass", "months": [12]}, identity=0)
    assert sentence == (
        "'mobility_pass' needs digital ID, which this city does not have while the policy lasts: it costs and does "
        "nothing."
    )


def test_a_policy_that_starts_before_the_launch_waits_for_it():
    (sentence,) = plan({"use": "ai_ethics", "months": [6]}, assistant_launch=24)
    assert sentence == (
        "'ai_ethics' needs AI-assisted services, live from 2028-01: from 2026-07 until then it does little but cost. "
        "Start it later, or launch earlier (components.assistant_launch)."
    )


def test_nothing_is_said_of_a_policy_that_finds_what_it_needs_or_never_acts():
    assert plan({"use": "ai_ethics", "months": [24]}, assistant_launch=24) == []
    assert plan({"use": "mobility_pass", "months": [12], "intensity": 0}, identity=0) == []
    assert plan({"use": "skills_training", "months": [1]}) == []


def test_a_component_that_a_shift_brings_is_there_while_the_shift_lasts():
    shift = {"param": "components.exchange", "months": [12, 24], "to": 1}
    said = waits(scenario_from_dict({
        "months": 48, "parameters": {"components.exchange": 0}, "shifts": [shift],
        "policies": [{"use": "data_exchange", "months": [12, 24]}],
    }))  # fmt: skip
    assert said == []


def test_policies_name_components_that_exist():
    for policy in registry().policies.values():
        assert set(policy.components) <= COMPONENTS.keys()


@pytest.mark.parametrize("name", sorted(set(list_scenarios()) - {"services-without-id"}))
def test_no_scenario_that_comes_with_the_program_waits_for_a_component_it_never_gets(name: str):
    assert not [sentence for sentence in waits(load_scenario(name)) if "does nothing" in sentence]
