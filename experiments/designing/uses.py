"""What a scenario does, what strikes it, and which parameters it sets itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.scenario import PolicyUse, Scenario, ShockUse


def uses(scenario: Scenario) -> list[PolicyUse | ShockUse]:
    """Everything that is done, and everything that strikes."""
    return [*scenario.policies, *scenario.shocks]


def set_by(scenario: Scenario) -> set[str]:
    """The keys of the parameters that a scenario sets itself, for all or in one of its uses."""
    return set(scenario.parameters) | {f"{use.use}.{name}" for use in uses(scenario) for name in use.values}
