"""How the city is run: choices and numbers that governments set and that belong to no single policy.

Everything is read from what the mechanisms declare: the parameters whose role is "lever".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from dashboards.plans import drafts
from dashboards.plans.drafts import View
from dashboards.plans.levers import in_force, lever_of
from experiments.language import mark, t
from experiments.telling.names import named_values
from sim.params import Param
from sim.registry import registry
from sim.scenario import Numbers

YES_NO = {0: mark("no"), 1: mark("yes")}
WIDEST = 1e9  # a range beyond which a slider says nothing


@dataclass(frozen=True, slots=True)
class Pick:
    """A choice between named options, and the one in force."""

    key: str
    label: str
    options: dict[str, float]
    chosen: str


def params() -> list[Param]:
    """What governments set in the mechanisms, in the order of the rules."""
    found = [p for rule in registry().mechanisms.values() for p in rule.params.values()]
    return [p for p in found if p.role == "lever" and p.bounds[1] < WIDEST]


def options(param: Param) -> dict[float, str]:
    """The names of a parameter's values, from its unit: "0 as it is, 1 centralised"; empty for a plain number."""
    if param.unit == "yes/no":
        return {float(value): name for value, name in YES_NO.items()}
    return named_values(param.unit)


def picks(parameters: Mapping[str, float]) -> list[Pick]:
    """Every choice between named options."""
    found = []
    for param in params():
        if named := options(param):
            value = float(parameters.get(param.key, param.default))
            chosen = t(named.get(value, next(iter(named.values()))))
            found.append(Pick(param.key, t(param.label), {t(name): v for v, name in named.items()}, chosen))
    return found


def sliders(months: int) -> list[dict[str, Any]]:
    """Every other number, as a slider; a month is counted within a plan of so many months."""
    found = []
    for param in _numbers():
        lever = lever_of(param, param.key)
        if param.unit == "month":
            lever = replace(lever, kind="month", unit="", steep=False, high=float(months))
        found.append(asdict(lever))
    return found


def standing(parameters: Mapping[str, float]) -> dict[str, float]:
    """Where each of them stands."""
    return in_force(parameters, _numbers())


def _numbers() -> list[Param]:
    return [param for param in params() if not options(param)]


def ruled(view: View, key: str, value: float) -> View:
    """The chosen plan with one of these set; its declared value takes it out of the plan again."""
    param, scenario = registry().params[key], view.draft.scenario
    low, high = param.bounds
    kept = {name: old for name, old in scenario.parameters.items() if name != key}
    value = min(max(value, low), high)
    if value != param.default:
        kept[key] = float(round(value)) if param.whole else value
    return drafts.changed(view, replace(scenario, parameters=Numbers(kept)))
