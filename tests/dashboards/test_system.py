"""How the city is run: named choices and numbers, read from what the mechanisms declare."""

from __future__ import annotations

from dashboards.plans import drafts, system
from sim.registry import registry


def test_the_governance_model_is_chosen_by_its_name() -> None:
    view = drafts.opening()
    pick = next(p for p in system.picks(view.draft.scenario.parameters) if p.key == "governance.model")
    assert list(pick.options) == ["as it is", "centralised", "city-led", "federated", "partnership"]
    assert pick.chosen == "as it is"
    view = system.ruled(view, pick.key, pick.options["federated"])
    assert view.draft.scenario.parameters["governance.model"] == 3
    assert (
        next(p for p in system.picks(view.draft.scenario.parameters) if p.key == pick.key).chosen
        == "federated"
    )
    assert "governance.model" not in system.ruled(view, pick.key, 0).draft.scenario.parameters


def test_a_component_is_had_or_not() -> None:
    picks = {p.key: p for p in system.picks(drafts.opening().draft.scenario.parameters)}
    assert picks["components.identity"].options == {"no": 0.0, "yes": 1.0}
    assert picks["components.identity"].chosen == "yes"


def test_numbers_are_sliders_within_their_bounds_and_launches_are_months_of_the_plan() -> None:
    view = drafts.opening()
    sliders = {lever["id"]: lever for lever in system.sliders(view.draft.scenario.months)}
    assert sliders["components.assistant_launch"]["kind"] == "month"
    assert sliders["components.assistant_launch"]["high"] == view.draft.scenario.months
    fee = registry().params["payments.fee"]
    assert sliders["payments.fee"]["usual"] == fee.default
    assert system.ruled(view, "payments.fee", 99).draft.scenario.parameters["payments.fee"] == fee.bounds[1]


def test_everything_a_government_sets_is_there_once() -> None:
    scenario = drafts.opening().draft.scenario
    numbers = [lever["id"] for lever in system.sliders(scenario.months)]
    shown = [p.key for p in system.picks(scenario.parameters)] + numbers
    assert list(system.standing(scenario.parameters)) == numbers
    assert sorted(shown) == sorted(p.key for p in system.params())
