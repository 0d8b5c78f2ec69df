"""What a policy needs to be there before it can do anything."""

from __future__ import annotations

import numpy as np

from sim.mechanisms.components import COMPONENTS
from sim.registry import registry
from sim.scenario.parts import PolicyUse, Scenario
from sim.tables import Array


def waits(scenario: Scenario) -> list[str]:
    """A sentence for every use of a policy that acts while a component it needs is not live."""
    live = {name: live_months(scenario, name) for name in COMPONENTS}
    found = (
        _sentence(scenario, use, component, live[component])
        for use in scenario.policies
        for component in registry().policies[use.use].components
    )
    return [sentence for sentence in found if sentence]


def live_months(scenario: Scenario, component: str) -> Array:
    """Whether a component is live, or open for registration, in each month, as `components` will have it."""
    present, launch = (_path(scenario, f"components.{name}") for name in (component, f"{component}_launch"))
    if component == "payments":
        launch = launch - _path(scenario, "components.payments_ahead")
    live: Array = (present > 0) & (np.arange(scenario.months + 1) >= launch)
    return live


def _path(scenario: Scenario, key: str) -> Array:
    fixed = scenario.parameters.get(key, float(registry().params[key].default))
    return scenario.moving.get(key, np.full(scenario.months + 1, fixed))


def _sentence(scenario: Scenario, use: PolicyUse, component: str, live: Array) -> str:
    acting = np.arange(use.start, min(use.end, scenario.months + 1))
    if use.intensity == 0 or acting.size == 0 or live[acting].all():
        return ""
    needs = f"'{use.use}' needs {COMPONENTS[component]}"
    if not live[acting].any():
        return f"{needs}, which this city does not have while the policy lasts: it costs and does nothing."
    first = int(acting[live[acting].argmax()])
    return (
        f"{needs}, live from {scenario.date(first)}: from {scenario.date(use.start)} until then it does little "
        f"but cost. Start it later, or launch earlier (components.{component}_launch)."
    )
