"""Scenario files: read, build on one another, checked whole, and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sim.errors import ScenarioError
from sim.scenario.build import build
from sim.scenario.edit import edit_file, save_scenario, scenario_text
from sim.scenario.files import find_scenario, merged_with_base, read_merged, scenario_names
from sim.scenario.nodes import Findings, Problem, Refused, from_python
from sim.scenario.numbers import Numbers
from sim.scenario.parts import (
    Observed,
    PolicyUse,
    Scenario,
    Shift,
    ShockUse,
    Target,
    values_by_month,
)
from sim.scenario.prerequisites import waits
from sim.scenario.revise import revised_text
from sim.scenario.schema import json_schema
from sim.scenario.shifts import goal_problem
from sim.scenario.starter import new_file
from sim.scenario.uses import check_parameters

__all__ = [
    "Numbers", "Observed", "PolicyUse", "Problem", "Scenario", "Shift", "ShockUse", "Target",
    "check_file", "edit_file", "json_schema", "list_scenarios", "load_scenario", "new_file", "revised_text",
    "save_scenario", "scenario_from_dict", "scenario_text", "values_by_month", "waits", "with_parameters",
]  # fmt: skip


def load_scenario(name_or_path: str | Path, overrides: Mapping[str, float] | None = None) -> Scenario:
    """The scenario called `name_or_path`, or in the file of that path, with parameters overridden.

    Raises `ScenarioError` with every problem in it, one to a line.
    """
    path = find_scenario(name_or_path)
    findings = Findings()
    scenario = build(read_merged(path, findings), path.stem, path, findings)
    return with_parameters(findings.passed(scenario), overrides or {})


def scenario_from_dict(data: Mapping[str, Any], name: str = "scenario") -> Scenario:
    """A scenario from Python data with the keys of a scenario file; the same checks, the same errors.

    Paths in it start from the current folder.
    """
    findings = Findings()
    node = merged_with_base(from_python(data, name), Path.cwd(), [], findings)
    return findings.passed(build(node, name, None, findings))


def check_file(path: str | Path) -> list[Problem]:
    """Everything that is wrong with the scenario file at `path`, by line; empty when it is fine."""
    findings = Findings()
    try:
        found = find_scenario(path)
        build(read_merged(found, findings), found.stem, found, findings)
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
