"""Every rule says what it is, and changes only what it says."""

from __future__ import annotations

import ast
import importlib
import inspect
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.city.columns import COLUMNS
from sim.draws import Draws
from sim.registry import registry
from sim.rules import Indicator, Mechanism, Policy, Rule, Shock
from sim.tables import TABLES, City, Table
from tests.random_city import everyone, random_city

RULES = sorted(registry().rules.values(), key=lambda rule: rule.name)
POLICIES = sorted(registry().policies.values(), key=lambda rule: rule.name)
INDICATORS = sorted(registry().indicators.values(), key=lambda found: found.name)
DECLARED = {c.key for c in COLUMNS} | set(registry().columns)
LONGEST = 200
CITIES = range(6)

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
each_policy = pytest.mark.parametrize("policy", POLICIES, ids=lambda rule: rule.name)
each_indicator = pytest.mark.parametrize("found", INDICATORS, ids=lambda found: found.name)


def own(rule: type[Rule]) -> set[str]:
    """The columns that a rule declares."""
    return {column.key for column in rule.columns}


def play(rule: type[Rule], city: City, *, months_on: int = 0) -> None:
    """Month 0 and one month of a rule, everywhere and for everybody, at its declared parameters."""
    ready, p, draw = rule(), rule.defaults(), Draws(1, city.month)
    if isinstance(ready, Mechanism):
        ready.begin(city, p, draw)
        ready.step(city, p, draw)
    elif isinstance(ready, (Policy, Shock)):
        ready.step(city, p, draw, everyone(city, rule.name, months_on=months_on))


def changes(before: City, after: City) -> set[str]:
    """The columns in which two cities differ."""
    return {
        f"{table}.{name}"
        for table in TABLES
        for name, array in before.table(table).arrays().items()
        if not np.array_equal(array, after.table(table).array(name), equal_nan=array.dtype.kind == "f")
    }


class WatchedTable(Table):
    """A table that remembers which columns were asked for."""

    def __init__(self, table: Table) -> None:
        self.__dict__.update(table.__dict__)
        self.__dict__["asked"] = set()

    def __getattribute__(self, name: str) -> Any:
        inside = object.__getattribute__(self, "__dict__")
        if "asked" in inside and name in inside["columns"]:
            inside["asked"].add(name)
        return object.__getattribute__(self, name)


def asked_for(rule: type[Rule], city: City) -> set[str]:
    """The columns that one month of a rule touches."""
    for name in TABLES:
        setattr(city, name, WatchedTable(city.table(name)))
    play(rule, city)
    return {f"{name}.{column}" for name in TABLES for column in city.table(name).asked}


@each_rule
def test_a_rule_explains_itself_with_an_equation_or_an_effect(rule: type[Rule]) -> None:
    doc = inspect.cleandoc(rule.__doc__ or "")
    assert rule.title(), "the first line says what happens"
    block = any(line.startswith("    ") for line in doc.splitlines())
    assert block or any(word in doc for word in ("=", "Effect:", "probability"))


@each_rule
def test_every_parameter_has_a_label_a_unit_a_source_and_room_to_move(rule: type[Rule]) -> None:
    for param in rule.params.values():
        assert param.unit
        assert param.source
        assert param.label[0].isupper(), f"{param.key}: the label starts a line of a table"
        assert not param.label.endswith("."), f"{param.key}: a label is not a sentence"
        assert param.bounds[0] < param.bounds[1], f"{param.key} cannot move"
        assert param.key == f"{rule.name}.{param.name}"


@each_rule
def test_labels_are_unique_within_a_rule(rule: type[Rule]) -> None:
    labels = [param.label for param in rule.params.values()]
    assert len(labels) == len(set(labels))


@each_rule
def test_a_rule_is_named_after_its_file(rule: type[Rule]) -> None:
    assert Path(inspect.getfile(rule)).stem == rule.name
    assert rule.__name__ == "".join(word.capitalize() for word in rule.name.split("_"))


@each_rule
def test_a_rule_file_can_be_read_in_one_sitting(rule: type[Rule]) -> None:
    lines = Path(inspect.getfile(rule)).read_text("utf-8").count("\n")
    assert lines <= LONGEST


@each_rule
def test_every_column_a_rule_names_exists(rule: type[Rule]) -> None:
    assert {*rule.reads, *rule.writes} <= DECLARED


@each_rule
def test_every_parameter_is_used(rule: type[Rule]) -> None:
    """A parameter is used when the file, or the shared law it imports, mentions `p.name`."""
    tree = ast.parse(Path(inspect.getfile(rule)).read_text("utf-8"))
    laws = [
        n.module
        for n in ast.walk(tree)
        if isinstance(n, ast.ImportFrom) and str(n.module).endswith(("_choice", "urban_service"))
    ]
    trees = [tree, *(ast.parse(inspect.getsource(importlib.import_module(law))) for law in laws)]
    used = {node.attr for t in trees for node in ast.walk(t) if isinstance(node, ast.Attribute)}
    by_name = any(isinstance(n, ast.Name) and n.id == "getattr" for n in ast.walk(tree))
    assert by_name or set(rule.params) <= used, set(rule.params) - used


@each_rule
def test_a_rule_changes_only_what_it_owns_or_lists(rule: type[Rule]) -> None:
    for seed in CITIES:
        city = random_city(seed)
        before = city.fork()
        play(rule, city, months_on=seed)
        extra = changes(before, city) - own(rule) - set(rule.writes)
        assert not extra, f"{rule.name} also changes {', '.join(sorted(extra))}; list it in `writes`"


@each_rule
def test_a_rule_reads_what_it_lists_and_nothing_else(rule: type[Rule]) -> None:
    asked: set[str] = set()
    for seed in CITIES:
        asked |= asked_for(rule, random_city(seed))
    missing = asked - own(rule) - {*rule.reads, *rule.writes}
    assert not missing, f"{rule.name}: add {', '.join(sorted(missing))} to `reads`"
    idle = {*rule.reads, *rule.writes} - asked
    assert not idle, f"{rule.name}: {', '.join(sorted(idle))} is listed and never used"


@each_rule
def test_a_rule_leaves_the_network_and_the_shops_alone(rule: type[Rule]) -> None:
    city = random_city()
    contacts, shops = city.network.indices.copy(), city.shops.copy()
    play(rule, city)
    np.testing.assert_array_equal(city.network.indices, contacts)
    np.testing.assert_array_equal(city.shops, shops)


@each_rule
def test_a_rule_keeps_every_column_within_its_bounds_and_codes(rule: type[Rule]) -> None:
    for seed in CITIES:
        city = random_city(seed)
        play(rule, city, months_on=seed)
        for table in TABLES:
            for column in city.table(table).columns.values():
                values = city.column(column.key)
                assert np.isfinite(values).all(), column.key
                if column.codes:
                    assert values.max() < len(column.codes), column.key
                if column.bounds:
                    assert column.bounds[0] - 1e-6 <= values.min(), column.key
                    assert values.max() <= column.bounds[1] + 1e-6, column.key


@each_policy
def test_a_policy_says_whom_it_is_for_what_it_does_and_what_it_costs(policy: type[Policy]) -> None:
    doc = policy.__doc__ or ""
    for word in ("Eligible:", "Reached:", "Effect:", "Cost:"):
        assert word in doc, f"{policy.name} does not say '{word}'"


@each_policy
def test_a_policy_aims_at_an_indicator_and_owns_up_to_side_effects(policy: type[Policy]) -> None:
    name, direction = policy.changes
    assert name in registry().indicators
    assert direction in ("higher", "lower")
    assert policy.side_effects


@each_policy
def test_a_policy_aims_the_way_its_indicator_is_better(policy: type[Policy]) -> None:
    name, direction = policy.changes
    assert registry().indicators[name].better in ("", direction)


@each_indicator
def test_an_indicator_is_complete(found: Indicator) -> None:
    assert found.unit
    assert found.label
    assert found.doc
    assert found.better in ("higher", "lower", "")


def test_names_are_unique_across_rules_and_labels_across_indicators() -> None:
    names = [rule.name for rule in RULES]
    labels = [found.label for found in INDICATORS]
    assert len(names) == len(set(names))
    assert len(labels) == len(set(labels))


def test_no_column_is_declared_by_the_city_and_by_a_rule() -> None:
    assert not {c.key for c in COLUMNS} & set(registry().columns)


def test_every_column_that_a_rule_declares_says_what_it_is() -> None:
    for column in (*COLUMNS, *registry().columns.values()):
        assert column.label
        assert column.unit
        assert not (column.fixed and column.monthly)
