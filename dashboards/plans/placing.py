"""One plan in the city, the period and the size of another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ruamel.yaml import YAML

from experiments.language import t
from experiments.telling.names import city_name
from experiments.telling.problems import told
from experiments.telling.words import quoted
from sim.errors import DPICityError, ScenarioError
from sim.scenario import Scenario, scenario_from_dict, scenario_text


def placed(scenario: Scenario, like: Scenario) -> Scenario:
    """The same plan in the city, the period and the size of another.

    Raises `DPICityError` when it cannot be had there: it names a district which that city has not.
    """
    extent = {"start": like.start, "months": like.months, "residents": like.residents}
    if scenario.city == like.city and all(getattr(scenario, key) == value for key, value in extent.items()):
        return scenario
    data = as_data(replace(scenario, observed=()))  # measured elsewhere
    data |= extent | {"city": like.city_as_written or like.city.name}
    try:
        moved = scenario_from_dict(data, scenario.name)
    except ScenarioError as error:
        line = str(error).splitlines()[0]
        found = told(line)
        raise DPICityError(
            t("{plan} cannot be tried in {city}: {reason}", plan=quoted(scenario.title), city=city_name(like.city.title),
              reason=found[1] if found else line)
        ) from None  # fmt: skip
    return replace(moved, path=scenario.path)


def as_data(scenario: Scenario) -> dict[str, Any]:
    """A scenario as plain data with the keys of its file.

    Its city is not written out and read again: the outlines of a person's own districts would take many seconds.
    """
    data: dict[str, Any] = YAML(typ="safe", plug_ins=[]).load(
        scenario_text(replace(scenario, city_as_written=None))
    )
    return data | {"city": scenario.city_as_written or scenario.city.name}
