"""Finds the rules by file name, and refuses what is incomplete or declared twice."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from dataclasses import dataclass
from functools import cached_property, lru_cache

from sim.errors import RuleError
from sim.params import Param
from sim.rules import Indicator, Mechanism, Policy, Rule, Shock
from sim.tables import Column
from sim.urban_service import UrbanService


@dataclass(frozen=True)
class Registry:
    """Every rule of the model, by name."""

    mechanisms: dict[str, type[Mechanism]]
    policies: dict[str, type[Policy]]
    shocks: dict[str, type[Shock]]
    indicators: dict[str, Indicator]

    @property
    def rules(self) -> dict[str, type[Rule]]:
        """Mechanisms, policies and shocks together."""
        return {**self.mechanisms, **self.policies, **self.shocks}

    @property
    def services(self) -> dict[str, type[UrbanService]]:
        """The policies that are city services riding on the infrastructure."""
        return {name: rule for name, rule in self.policies.items() if issubclass(rule, UrbanService)}

    @cached_property
    def params(self) -> dict[str, Param]:
        """Every parameter by dotted name, in the order of the rules."""
        return {p.key: p for rule in self.rules.values() for p in rule.params.values()}

    @property
    def columns(self) -> dict[str, Column]:
        """Every column that a rule declares, by dotted name."""
        return {c.key: c for rule in self.rules.values() for c in rule.columns}


def _modules(package: str) -> list[str]:
    path = importlib.import_module(package).__path__
    return sorted(f"{package}.{found.name}" for found in pkgutil.iter_modules(path))


def _rules[R: Rule](package: str, kind: type[R]) -> dict[str, type[R]]:
    rules: dict[str, type[R]] = {}
    for module_name in _modules(package):
        module = importlib.import_module(module_name)
        found = [
            value
            for _, value in inspect.getmembers(module, inspect.isclass)
            if issubclass(value, kind) and value.__module__ == module_name
        ]
        if len(found) != 1:
            raise RuleError(f"{module_name} must hold exactly one {kind.__name__}, not {len(found)}")
        rule = found[0]
        if not (rule.__doc__ and rule.__doc__.strip()):
            raise RuleError(f"{module_name}: {rule.__name__} needs a docstring: it is the specification")
        rules[rule.name] = rule
    return rules


def _indicators() -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for module_name in _modules("sim.indicators"):
        module = importlib.import_module(module_name)
        for value in vars(module).values():
            if isinstance(value, Indicator):
                if value.name in found:
                    raise RuleError(f"indicator '{value.name}' is declared twice")
                if not value.doc:
                    raise RuleError(f"indicator '{value.name}' needs a docstring")
                found[value.name] = value
    return found


@lru_cache(maxsize=1)
def registry() -> Registry:
    """All rules, imported once."""
    mechanisms = _rules("sim.mechanisms", Mechanism)
    policies = _rules("sim.policies", Policy) | _rules("sim.services", Policy)
    shocks = _rules("sim.shocks", Shock)
    names = [*mechanisms, *policies, *shocks]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise RuleError(f"two rules share the name {', '.join(sorted(twice))}")
    owners: dict[str, str] = {}
    for rule in (*mechanisms.values(), *policies.values(), *shocks.values()):
        for column in rule.columns:
            if column.key in owners:
                raise RuleError(
                    f"column '{column.key}' is declared by '{owners[column.key]}' and '{rule.name}'"
                )
            owners[column.key] = rule.name
    return Registry(mechanisms, policies, shocks, _indicators())
