"""Scenario files: read, build on one another, checked whole, and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sim.errors import ScenarioError
from sim.scenario_calendar import Calendar
from sim.scenario_city import Places, resolve_city
from sim.scenario_files import SCENARIOS, display, find_scenario, merged_with_base, read_merged, scenario_names
from sim.scenario_keys import TOP, Key, checked_keys, fits
from sim.scenario_nodes import Findings, Node, Problem, Refused, from_python
from sim.scenario_observed import check_observed
from sim.scenario_parts import (
    Numbers,
    Observed,
    PolicyUse,
    Scenario,
    Shift,
    ShockUse,
    Target,
    values_by_month,
)
from sim.scenario_shifts import check_shifts, goal_problem
from sim.scenario_uses import check_parameters, check_policies, check_shocks

__all__ = [
    "Numbers", "Observed", "Places", "PolicyUse", "Problem", "Scenario", "Shift", "ShockUse", "Target",
    "check_file", "list_scenarios", "load_scenario", "scenario_from_dict", "values_by_month", "with_parameters",
]  # fmt: skip

CITY = "marenga"
"""The city of a scenario that names none."""
SOURCE = Key("text", "One source.")


def load_scenario(name_or_path: str | Path, overrides: Mapping[str, float] | None = None) -> Scenario:
    """The scenario called `name_or_path`, or in the file of that path, with parameters overridden.

    Raises `ScenarioError` with every problem in it, one to a line.
    """
    path = find_scenario(name_or_path)
    findings = Findings()
    scenario = _build(read_merged(path, findings), path.stem, display(path), findings)
    return with_parameters(scenario, overrides or {})


def scenario_from_dict(data: Mapping[str, Any], name: str = "scenario") -> Scenario:
    """A scenario from Python data with the keys of a scenario file; the same checks, the same errors."""
    findings = Findings()
    node = merged_with_base(from_python(data, name), SCENARIOS, [], findings)
    return _build(node, name, "", findings)


def check_file(path: str | Path) -> list[Problem]:
    """Everything that is wrong with the scenario file at `path`, by line; empty when it is fine."""
    findings = Findings()
    try:
        found = find_scenario(path)
        _assemble(read_merged(found, findings), found.stem, display(found), findings)
    except Refused as refused:
        findings.problems.append(refused.problem)
    return findings.sorted()


def list_scenarios() -> dict[str, Path]:
    """The scenarios that come with the program, by name."""
    return dict(sorted(scenario_names().items()))


def with_parameters(scenario: Scenario, parameters: Mapping[str, float]) -> Scenario:
    """A copy with parameters set, also where an entry of `policies` or `shocks` sets them itself.

    Raises `ScenarioError` for unknown names and values out of bounds.
    """
    if not parameters:
        return scenario
    findings = Findings()
    changed = check_parameters(from_python(parameters, scenario.name, "parameters"), findings)
    findings.stop()
    copy = replace(
        scenario,
        parameters=Numbers({**scenario.parameters, **changed}),
        policies=tuple(_without(use, changed) for use in scenario.policies),
        shocks=tuple(_without(use, changed) for use in scenario.shocks),
    )
    for shift in copy.shifts:
        problem = goal_problem(shift, copy.parameters)
        if problem:
            raise ScenarioError(f"{scenario.name}, shift of {shift.param}: {problem}.")
    return copy


def _without[U: (PolicyUse, ShockUse)](use: U, changed: Numbers) -> U:
    kept = {name: value for name, value in use.values.items() if f"{use.use}.{name}" not in changed}
    return replace(use, values=Numbers(kept))


def _build(node: Node, name: str, path: str, findings: Findings) -> Scenario:
    scenario = _assemble(node, name, path, findings)
    findings.stop()
    return scenario


def _assemble(node: Node, name: str, path: str, findings: Findings) -> Scenario:
    """A scenario from what is well formed; the rest goes to `findings`."""
    good = checked_keys(node, TOP, findings)
    nothing = Node([], node.place, node.place)
    city, places = resolve_city(good.get("city", Node(CITY, node.place, node.place)), findings)
    shape = Scenario(city, name, **_first_words(good, name), **_extent(good), path=path)
    calendar = Calendar(shape.start, shape.months, findings)
    policies, shocks = good.get("policies", nothing), good.get("shocks", nothing)
    parameters = check_parameters(good.get("parameters", nothing), findings)
    uses = [*policies.items, *shocks.items]
    sources = good.get("sources", nothing).items
    return replace(
        shape,
        parameters=parameters,
        policies=check_policies(policies, places, calendar),
        shifts=check_shifts(good.get("shifts", nothing), uses, parameters, calendar),
        shocks=check_shocks(shocks, places, calendar),
        observed=check_observed(good.get("observed", nothing), calendar),
        sources=tuple(item.value for item in sources if fits(item, SOURCE, findings)),
    )


def _first_words(good: dict[str, Node], name: str) -> dict[str, str]:
    words = {word: good[word].value.strip() for word in ("title", "question", "description") if word in good}
    return {"title": name.replace("_", " ").replace("-", " ").capitalize(), **words}


def _extent(good: dict[str, Node]) -> dict[str, Any]:
    extent = {word: int(good[word].value) for word in ("months", "residents") if word in good}
    return {**extent, "start": good["start"].value} if "start" in good else extent
