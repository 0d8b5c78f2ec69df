"""The city of a scenario: found by name or path, and what a target can be aimed at in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sim.scenario_nodes import Findings, Node


@dataclass(frozen=True, slots=True)
class Places:
    """The names a target may use: districts and kinds of area, and groups by dimension."""

    city: str = "the city"
    districts: tuple[str, ...] = ()
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)


def resolve_city(node: Node, findings: Findings) -> tuple[Any, Places]:
    """The city's specification and what can be aimed at in it."""
    return node.plain(), Places()
