"""The city of a scenario: found by name or path, and what a target can be aimed at in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sim.errors import nearest
from sim.scenario_keys import AIMED, checked_keys
from sim.scenario_nodes import Findings, Node
from sim.scenario_parts import Target


@dataclass(frozen=True, slots=True)
class Places:
    """The names a target may use: districts and kinds of area, and groups by dimension."""

    city: str = "the city"
    districts: tuple[str, ...] = ()
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)


def resolve_city(node: Node, findings: Findings) -> tuple[Any, Places]:
    """The city's specification and what can be aimed at in it."""
    return node.plain(), Places()


def check_target(node: Node | None, places: Places, findings: Findings) -> Target:
    """Districts and groups by name, each checked against the city."""
    if node is None:
        return Target()
    aimed = checked_keys(node, AIMED, findings)
    districts = [_district(item, places, findings) for item in aimed["districts"].items] if "districts" in aimed else []
    groups = [_group(item, places, findings) for item in aimed["groups"].items] if "groups" in aimed else []
    return Target(tuple(filter(None, districts)), tuple(filter(None, groups)))


def _district(node: Node, places: Places, findings: Findings) -> str:
    """The name of a district or a kind of area; "" after a problem."""
    if isinstance(node.value, str) and node.value in places.districts:
        return node.value
    findings.about(node, f"{places.city} has no such district; {nearest(str(node.plain()), places.districts)}")
    return ""


def _group(node: Node, places: Places, findings: Findings) -> str:
    """The label of a group, given alone or as `dimension: label`; "" after a problem."""
    dimension, label = "", node.value
    if len(node.keys) == 1:
        dimension, inner = next(iter(node.keys.items()))
        label = inner.value
    elif isinstance(label, str) and ": " in label:
        dimension, _, label = label.partition(": ")
    if dimension and dimension not in places.groups:
        hint = nearest(dimension, places.groups)
        findings.add(node.place, f"'{dimension}' does not divide residents into groups; {hint}")
        return ""
    known = [g for d, labels in places.groups.items() if dimension in ("", d) for g in labels]
    if isinstance(label, str) and label in known:
        return label
    findings.add(node.place, f"'{label}' is not a group of residents; {nearest(str(label), known)}")
    return ""
