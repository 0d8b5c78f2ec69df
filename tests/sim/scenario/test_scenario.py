"""A scenario file becomes a frozen scenario that means the same however it was written."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import numpy as np
import pytest

from sim.city.groups import group_residents
from sim.city.synthesis import synthesise
from sim.errors import ScenarioError
from sim.registry import registry
from sim.scenario import (
    Scenario,
    check_file,
    edit_file,
    json_schema,
    list_scenarios,
    load_scenario,
    new_file,
    save_scenario,
    scenario_from_dict,
    values_by_month,
    with_parameters,
)
from sim.scenario.city import GROUPS
from sim.scenario.hash import canonical, digest, figures
from sim.scenario.keys import POLICY as POLICY_KEYS
from sim.scenario.keys import SHOCK as SHOCK_KEYS
from sim.scenario.parts import resolved
from tests.sim.scenario.files import INDICATOR, LEVER, PARAM, POLICY, SHOCK, between, write

HIGH, LOW = between(PARAM, 0.75), between(PARAM, 0.25)


def plan(**more: object) -> Scenario:
    return scenario_from_dict({"extends": "baseline", **more}, "plan")


def full() -> Scenario:
    """A scenario that uses every key once."""
    return plan(
        title="Everything", question="Does it?", description="All of it.",
        city={"use": "marenga", "adults": 700_000}, start="2020-03", months=60, residents=5_000,
        parameters={PARAM.key: LOW},
        policies=[{"use": POLICY.name, "months": [3, 9], "ramp": 2, "intensity": 0.5, LEVER.name: between(LEVER, 0.5),
                   "target": {"districts": ["informal"], "groups": [{"sex": "women"}, "60+"]}}],
        shifts=[{"param": PARAM.key, "months": [4, 8], "to": HIGH, "ramp": 1}],
        shocks=[{"use": SHOCK.name, "month": 5, "intensity": 0.5}],
        observed=[{"series": "payments", "date": "2021-12", "value": 0.3, "group": ["poorest fifth", "second fifth"],
                   "role": "calibrate"},
                  {"series": INDICATOR, "date": "2021-12", "value": 0.6, "role": "validate", "source": "survey",
                   "relative_to": {"date": "2020-03", "value": 2}}],
        sources=["a census"],
    )  # fmt: skip


def test_the_baseline_runs_ten_years_without_any_policy():
    baseline = load_scenario("baseline")
    assert (baseline.title, baseline.city.name, baseline.start) == ("No new policy", "marenga", "2026-01")
    assert (baseline.months, baseline.residents, baseline.policies) == (120, 20_000, ())
    assert baseline.path.endswith("scenarios/baseline.yaml")


@pytest.mark.parametrize("name", list_scenarios())
def test_every_scenario_that_comes_with_the_program_passes_the_checks(name):
    assert check_file(name) == []


def test_every_key_reaches_its_place():
    scenario = full()
    (use,), (shift,), (shock,), (poor, point) = (
        scenario.policies,
        scenario.shifts,
        scenario.shocks,
        scenario.observed,
    )
    assert (poor.groups, point.groups) == (("poorest fifth", "second fifth"), ())
    assert (use.use, use.start, use.end, use.ramp, use.intensity) == (POLICY.name, 3, 9, 2, 0.5)
    assert use.target.districts == ("informal settlement",)
    assert use.target.groups == ("women", "60+")
    assert dict(use.values) == {LEVER.name: between(LEVER, 0.5)}
    assert (shift.param, shift.start, shift.end, shift.way, shift.amount) == (PARAM.key, 4, 8, "to", HIGH)
    assert (shock.use, shock.month, shock.intensity) == (SHOCK.name, 5, 0.5)
    assert (point.month, point.base_month, point.base_value, point.role) == (21, 0, 2.0, "validate")
    assert scenario.city.adults.value == 700_000
    assert scenario.sources == ("a census",)


def test_dates_and_months_say_the_same():
    dated = plan(policies=[{"use": POLICY.name, "from": "2027-01", "until": "2028-01"}])
    assert dated.policies == plan(policies=[{"use": POLICY.name, "months": [12, 24]}]).policies
    assert dated.date(12) == "2027-01"
    assert plan(shocks=[{"use": SHOCK.name, "date": "2027-01"}]).shocks[0].month == 12


def test_a_policy_without_an_end_lasts_longer_than_any_run():
    assert plan(policies=[{"use": POLICY.name, "months": [12]}]).policies[0].end > 600


def test_a_scenario_cannot_be_changed_and_can_be_sent_to_a_worker():
    scenario = full()
    with pytest.raises(FrozenInstanceError):
        scenario.months = 5
    with pytest.raises(TypeError):
        scenario.parameters[PARAM.key] = 5
    assert pickle.loads(pickle.dumps(scenario)) == scenario
    assert len({scenario, full()}) == 1


def test_a_shift_moves_in_equal_steps_and_returns():
    """From LOW to HIGH with a ramp of 1: half way in month 4, there in months 5 to 7, back in 8."""
    moved = full().moving[PARAM.key]
    half = (LOW + HIGH) / 2
    np.testing.assert_allclose(moved[3:9], [LOW, half, HIGH, HIGH, HIGH, LOW])
    assert moved.shape == (61,)
    assert values_by_month(full(), 10)[PARAM.key].shape == (11,)
    assert list(full().moving) == [PARAM.key]


def test_a_shift_may_add_or_multiply():
    base, room = float(PARAM.default), PARAM.bounds[1] - float(PARAM.default)
    by = plan(shifts=[{"param": PARAM.key, "months": [2, 3], "by": room / 2}])
    assert by.moving[PARAM.key][2] == pytest.approx(base + room / 2)
    times = plan(shifts=[{"param": PARAM.key, "months": [2, 3], "times": 1}])
    assert times.moving[PARAM.key][2] == base


def test_one_parameter_may_move_twice_when_the_months_do_not_overlap():
    twice = plan(
        shifts=[
            {"param": PARAM.key, "months": [2, 4], "to": LOW},
            {"param": PARAM.key, "months": [4, 6], "to": HIGH},
        ]
    )
    np.testing.assert_allclose(twice.moving[PARAM.key][2:6], [LOW, LOW, HIGH, HIGH])


def test_a_whole_parameter_moves_in_whole_steps():
    whole = next((p for p in registry().params.values() if p.whole and p.bounds[1] - p.default >= 1), None)
    if whole is None:
        pytest.skip("no rule has a parameter in whole numbers with room above")
    moved = plan(shifts=[{"param": whole.key, "months": [2, 9], "by": 1, "ramp": 3}]).moving[whole.key]
    assert (moved == np.rint(moved)).all()


def test_overriding_a_parameter_reaches_the_policies_that_set_it():
    value = between(LEVER, 0.9)
    scenario = with_parameters(full(), {LEVER.key: value})
    assert scenario.parameters[LEVER.key] == value
    assert LEVER.name not in scenario.policies[0].values
    assert with_parameters(full(), {}) == full()
    assert load_scenario("baseline", {PARAM.key: HIGH}).parameters[PARAM.key] == HIGH


def test_overrides_meet_the_same_bounds_as_files():
    low, high = PARAM.bounds
    with pytest.raises(ScenarioError) as caught:
        with_parameters(load_scenario("baseline"), {PARAM.key: high + 1})
    assert str(caught.value) == (
        f"baseline, parameters.{PARAM.key} = {high + 1!r}: "
        f"'{PARAM.key}' accepts {low:g} to {high:g} {PARAM.unit}."
    )
    shifted = plan(shifts=[{"param": PARAM.key, "months": [2], "by": high - float(PARAM.default)}])
    with pytest.raises(ScenarioError, match=f"plan, shift of {PARAM.key}: '{PARAM.key}' accepts"):
        with_parameters(shifted, {PARAM.key: high})


# --- building on another file -------------------------------------------------------------------


def test_groups_of_keys_merge_and_lists_are_appended_to(tmp_path):
    write(
        tmp_path,
        f"extends: baseline\nparameters: {{{PARAM.key}: {LOW}}}\npolicies: [{{use: {POLICY.name}}}]\n",
        "a.yaml",
    )
    text = f"extends: a\nparameters: {{{LEVER.key}: {LEVER.default}}}\npolicies: [{{use: {POLICY.name}, months: [5]}}]\n"
    child = load_scenario(write(tmp_path, text))
    assert set(child.parameters) == {PARAM.key, LEVER.key}
    assert [use.start for use in child.policies] == [0, 5]


def test_replace_leaves_inherited_lists_out(tmp_path):
    write(tmp_path, f"extends: baseline\npolicies: [{{use: {POLICY.name}}}]\n", "a.yaml")
    child = load_scenario(
        write(tmp_path, f"extends: a\nreplace: [policies]\npolicies: [{{use: {POLICY.name}, months: [5]}}]\n")
    )
    assert [use.start for use in child.policies] == [5]


def test_an_empty_title_is_that_of_the_file(tmp_path):
    assert load_scenario(write(tmp_path, "title: ' '\n", "our-plan.yaml")).title == "Our plan"


def test_titles_are_not_inherited():
    assert plan().title == "Plan"
    assert plan().question == ""


def test_a_child_may_change_the_inherited_city(tmp_path):
    write(tmp_path, "city: {use: marenga, margins: {female: 0.6}}\n", "a.yaml")
    child = load_scenario(write(tmp_path, "extends: a.yaml\ncity: {adults: 900_000}\n"))
    assert (child.city.adults.value, child.city.margins.female.value) == (900_000, 0.6)


def test_a_city_of_ones_own_stands_beside_the_scenario(tmp_path):
    text = (
        Path("scenarios/cities/marenga.yaml").read_text("utf-8").replace("adults: 600_000", "adults: 50_000")
    )
    write(tmp_path, text, "cities/mine.yaml")
    assert load_scenario(write(tmp_path, "city: cities/mine.yaml\n")).city.adults.value == 50_000


# --- the fingerprint ----------------------------------------------------------------------------


def test_the_hash_does_not_depend_on_how_the_content_was_written(tmp_path):
    first = load_scenario(
        write(tmp_path, f"months: 60\nparameters:\n  {PARAM.key}: {LOW}\n  {LEVER.key}: {LEVER.default}\n")
    )
    second = load_scenario(
        write(
            tmp_path,
            f"# a comment\nparameters: {{{PARAM.key}: {LOW}}}\ntitle: Other\nmonths: 6_0\n",
            "other/b.yaml",
        )
    )
    write(tmp_path, f"parameters: {{{PARAM.key}: {LOW}}}\n", "base.yaml")
    third = load_scenario(write(tmp_path, "extends: base\nmonths: 60.0\n", "c.yaml"))
    assert first.hash == second.hash == third.hash
    assert len(first.hash) == 64


CHANGES = [
    {"city": {"use": "marenga", "adults": 700_001}}, {"start": "2020-04"}, {"months": 61}, {"residents": 5_001},
    {"parameters": {PARAM.key: HIGH}},
    {"shocks": [{"use": SHOCK.name, "month": 6}]}, {"policies": []}, {"shifts": []}, {"observed": []},
]  # fmt: skip


def test_the_hash_is_that_of_the_whole_content_written_at_once():
    for scenario in (full(), load_scenario("aadhaar"), with_parameters(full(), {PARAM.key: HIGH})):
        content = {"parameters": resolved(scenario.parameters), "city": figures(scenario.city)}
        assert scenario.hash == digest(canonical(scenario) | content)


def test_a_city_with_another_figure_is_another_city_for_the_hash():
    one = full()
    towns = (one.city, one.city.model_copy(deep=True), one.city.model_copy(update={"title": "Elsewhere"}))
    assert {replace(one, city=city).hash for city in towns} == {one.hash}
    fewer = one.city.model_copy(update={"districts": one.city.districts[:-1]})
    assert replace(one, city=fewer).hash != one.hash


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_the_hash_changes_with_any_value(change):
    name = next(iter(change))
    other = getattr(scenario_from_dict(change), name)
    assert replace(full(), **{name: other}).hash != full().hash


@pytest.mark.parametrize("field", ["start", "end", "ramp", "intensity", "target", "values"])
def test_the_hash_changes_with_every_part_of_a_policy(field):
    (use,) = full().policies
    usual = plan(policies=[{"use": POLICY.name}]).policies[0]
    assert replace(full(), policies=(replace(use, **{field: getattr(usual, field)}),)).hash != full().hash


# --- files written for people -------------------------------------------------------------------


def test_a_scenario_written_out_reads_back_the_same(tmp_path):
    scenario = full()
    again = load_scenario(save_scenario(scenario, tmp_path / "plan.yaml"))
    assert again == scenario
    assert again.hash == scenario.hash


def test_a_starter_file_loads_and_changes_nothing(tmp_path):
    text = new_file("my_plan")
    assert load_scenario(write(tmp_path, text)).hash == load_scenario("baseline").hash
    for rule in registry().policies.values():
        assert f"use: {rule.name}" in text
    for param in registry().params.values():
        if param.rule in registry().mechanisms:
            assert f"{param.key}: " in text


def test_a_starter_file_sets_what_was_chosen(tmp_path):
    text = new_file("plan", policies=[POLICY.name], parameters=[PARAM.key, LEVER.key])
    scenario = load_scenario(write(tmp_path, text))
    assert [use.use for use in scenario.policies] == [POLICY.name]
    assert dict(scenario.parameters) == {PARAM.key: PARAM.default, LEVER.key: LEVER.default}


def test_a_starter_file_of_an_unknown_policy_is_refused():
    wrong = f"{POLICY.name}x"
    with pytest.raises(ScenarioError) as caught:
        new_file("plan", policies=[wrong])
    assert str(caught.value) == f"'{wrong}' is not a known policy; did you mean '{POLICY.name}'?"


def test_an_edit_keeps_the_comments(tmp_path):
    path = write(
        tmp_path,
        f"# why\nmonths: 60  # five years\npolicies:\n  - use: {POLICY.name}  # this one\n    ramp: 3\n",
    )
    changes = {
        ("months",): 72, ("policies", 0, "months"): [3, 9], ("policies", 0, "ramp"): None,
        ("policies", 1): {"use": POLICY.name, "months": [20]}, ("parameters", PARAM.key): LOW,
    }  # fmt: skip
    scenario = edit_file(path, changes)
    assert scenario.hash == load_scenario(path).hash
    assert path.read_text("utf-8") == (
        f"# why\nmonths: 72  # five years\npolicies:\n  - use: {POLICY.name}  # this one\n    months: [3, 9]\n"
        f"  - use: {POLICY.name}\n    months: [20]\nparameters:\n  {PARAM.key}: {LOW}\n"
    )
    assert [p.name for p in tmp_path.iterdir()] == ["plan.yaml"]


@pytest.mark.parametrize(
    "changes", [{("months",): -5}, {("policies", 4, "use"): "x"}, {(): 1}, {("months", "x"): 1}]
)
def test_an_edit_that_breaks_a_rule_writes_nothing(tmp_path, changes):
    path = write(tmp_path, "months: 60\n")
    with pytest.raises(ScenarioError):
        edit_file(path, changes)
    assert path.read_text("utf-8") == "months: 60\n"


# --- the schema ---------------------------------------------------------------------------------


def test_the_schema_knows_every_rule_with_its_label_unit_and_bounds():
    schema = json_schema()
    entries = schema["properties"]["policies"]["items"]["oneOf"]
    assert [entry["properties"]["use"]["const"] for entry in entries] == list(registry().policies)
    listed = schema["properties"]["parameters"]["properties"]
    assert list(listed) == ["use", "member", "case", *registry().params]
    assert listed[PARAM.key] == {
        "type": "number", "title": PARAM.label, "description": f"{PARAM.unit}. Source: {PARAM.source}",
        "default": PARAM.default, "minimum": PARAM.bounds[0], "maximum": PARAM.bounds[1],
    }  # fmt: skip


def test_the_schema_closes_every_group_of_keys():
    def groups(part):
        if isinstance(part, dict):
            if ("properties" in part and "oneOf" not in part) or part.get("additionalProperties") is False:
                yield part
            for inner in part.values():
                yield from groups(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from groups(inner)

    assert all(part["additionalProperties"] is False for part in groups(json_schema()))


def test_the_schema_is_valid_and_accepts_what_the_checks_accept(tmp_path):
    jsonschema = pytest.importorskip("jsonschema")
    yaml = pytest.importorskip("ruamel.yaml").YAML(typ="safe", pure=True)
    jsonschema.Draft202012Validator.check_schema(json_schema())
    validator = jsonschema.Draft202012Validator(json_schema())
    path = save_scenario(full(), tmp_path / "plan.yaml")
    assert list(validator.iter_errors(yaml.load(path.read_text("utf-8")))) == []
    assert not validator.is_valid({"policies": [{"use": POLICY.name, "moths": [1]}]})
    assert not validator.is_valid({"moths": 5})


# --- agreement with the rest of the house -------------------------------------------------------


def test_the_groups_a_target_may_name_are_those_of_the_city():
    city = synthesise(load_scenario("baseline").city, 1_000, 1)
    labels = {
        name: tuple(city.groups.labels[g] for g in city.groups.of(name)) for name in city.groups.dimension
    }
    assert {**GROUPS, "all": labels["all"], "district": labels["district"]} == labels
    assert group_residents.__doc__


@pytest.mark.parametrize(
    "rule", [*registry().policies.values(), *registry().shocks.values()], ids=lambda r: r.name
)
def test_no_rule_names_a_parameter_like_a_key_of_its_entry(rule):
    keys = POLICY_KEYS if rule.name in registry().policies else SHOCK_KEYS
    assert not set(rule.params) & set(keys)
