"""The model described as plain data: every parameter, column, rule and indicator, in order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sim.city.assumptions import PARAMS
from sim.city.columns import COLUMNS
from sim.describe.markdown import body
from sim.describe.words import REFERENCES
from sim.params import Param
from sim.registry import registry
from sim.rules import Policy, Rule
from sim.tables import Column
from sim.urban_service import UrbanService

CHOSEN = ("policy choice", "definition", "calendar")
FITTED = ("fitted in", "as for")


def description() -> dict[str, Any]:
    """The same content as plain data, ready for JSON."""
    rules = registry()
    return {
        "parameters": [_parameter(param) for param in all_params()],
        "columns": [_column(column, owner) for column, owner in all_columns()],
        "mechanisms": [_rule(rule) for rule in in_order(rules.mechanisms.values())],
        "policies": [_rule(rule) for rule in in_order(interventions())],
        "services": [_rule(rule) for rule in in_order(rules.services.values())],
        "shocks": [_rule(rule) for rule in in_order(rules.shocks.values())],
        "indicators": [
            {"name": i.name, "label": i.label, "unit": i.unit, "better": i.better, "family": i.family,
             "sdg": list(i.sdg), "meaning": i.doc}
            for i in rules.indicators.values()
        ],
        "references": list(REFERENCES),
    }  # fmt: skip


def all_params() -> list[Param]:
    """Every parameter: those of rules, then those of the synthetic city."""
    return [*registry().params.values(), *PARAMS.values()]


def all_columns() -> list[tuple[Column, str]]:
    """Every column and who declares it."""
    declared = [(column, rule.name) for rule in registry().rules.values() for column in rule.columns]
    return [*((column, "city") for column in COLUMNS), *declared]


def interventions() -> list[type[Policy]]:
    """The policies that are not city services."""
    return [rule for rule in registry().policies.values() if not issubclass(rule, UrbanService)]


def in_order[R: Rule](rules: Iterable[type[R]]) -> list[type[R]]:
    """Rules in the order in which a month plays them."""
    return sorted(rules, key=lambda rule: (rule.phase, rule.order, rule.name))


def ground(param: Param) -> str:
    """What the value of a parameter rests on."""
    source = param.source.lower()
    if param.assumed:
        return "assumptions"
    if source.startswith(FITTED):
        return "fitted in an earlier model"
    return "choices and definitions" if source.startswith(CHOSEN) else "from evidence"


def by_ground() -> dict[str, list[Param]]:
    """Parameters by what their values rest on, the weakest ground first."""
    grounds = ("assumptions", "fitted in an earlier model", "from evidence", "choices and definitions")
    return {name: [param for param in all_params() if ground(param) == name] for name in grounds}


def _parameter(param: Param) -> dict[str, Any]:
    return {
        "key": param.key, "label": param.label, "value": param.default, "unit": param.unit,
        "bounds": list(param.bounds), "role": param.role, "source": param.source, "rests_on": ground(param),
        "whole": param.whole,
    }  # fmt: skip


def _column(column: Column, owner: str) -> dict[str, Any]:
    return {
        "key": column.key, "label": column.label, "unit": column.unit, "start": column.start,
        "fixed": column.fixed, "monthly": column.monthly, "codes": list(column.codes), "declared_by": owner,
    }  # fmt: skip


def _rule(rule: type[Rule]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": rule.name, "title": rule.title(), "phase": rule.phase.name.lower(), "text": body(rule),
        "reads": list(rule.reads), "writes": list(rule.writes), "parameters": [p.key for p in rule.params.values()],
    }  # fmt: skip
    if issubclass(rule, Policy):
        told |= {"changes": list(rule.changes), "side_effects": rule.side_effects,
                 "components": list(rule.components), "family": rule.family, "standards": list(rule.standards)}  # fmt: skip
    if issubclass(rule, UrbanService):
        told |= {"domain": rule.domain, "serves": rule.serves,
                 "softens": list(rule.softens), "examples": list(rule.examples)}  # fmt: skip
    return told
