"""When things happen in a plan: every use of a policy and every crisis, and how they are moved.

A row is known by its kind and its place in the plan, such as "policy:3" or "shock:0".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dashboards.plans import drafts
from dashboards.plans.drafts import View
from experiments.language import t
from experiments.telling.groups import members
from experiments.telling.names import alphabetic, rule_name
from sim.registry import registry
from sim.scenario import PolicyUse, Scenario, ShockUse
from sim.scenario.numbers import FOREVER

FIRST = 12  # the month in which an added crisis strikes, unless somebody moves it
LONGEST_RAMP = 60
MOST_CRISES = 12


def rows(scenario: Scenario) -> list[dict[str, Any]]:
    """Every use of a policy and every crisis, as the page draws them; `end` is None when it never stops."""
    policies = [
        {"id": f"policy:{i}", "kind": "policy", "name": named(scenario, i),
         "start": use.start, "end": None if use.end >= FOREVER else use.end, "ramp": use.ramp,
         "strength": use.intensity}
        for i, use in enumerate(scenario.policies)
    ]  # fmt: skip
    shocks = [
        {"id": f"shock:{i}", "kind": "shock", "name": rule_name(registry().shocks[use.use]),
         "start": use.month, "end": use.month + lasts(use), "ramp": 0, "strength": use.intensity}
        for i, use in enumerate(scenario.shocks)
    ]  # fmt: skip
    return policies + shocks


def named(scenario: Scenario, place: int) -> str:
    """What a use of a policy is called: whom it is aimed at, and which one it is where the plan has several."""
    use = scenario.policies[place]
    name = rule_name(registry().policies[use.use])
    if aimed := [members(label) for label in (*use.target.groups, *use.target.districts)]:
        name = t("{plan}: {text}", plan=name, text=t(", ").join(aimed))
    same = [i for i, other in enumerate(scenario.policies) if other.use == use.use]
    if len(same) == 1:
        return name
    return t("{policy} ({number} of {all})", policy=name, number=same.index(place) + 1, all=len(same))


def lasts(use: ShockUse) -> int:
    """How many months a crisis lasts."""
    rule = registry().shocks[use.use]
    values = {name: float(use.values.get(name, param.default)) for name, param in rule.params.items()}
    return max(1, int(rule.duration(rule.Values(**values))))


def crises() -> dict[str, str]:
    """The crises that can be added, by what people call them."""
    return alphabetic({rule_name(rule): name for name, rule in registry().shocks.items()})


def moved(view: View, row: str, field: str, value: float) -> View:
    """The view after one row of the chosen plan was moved; dates stay inside the plan's months."""
    scenario = view.draft.scenario
    kind, place = _row(scenario, row)
    if kind == "shock":
        return _with_shock(view, place, lambda use: _moved_shock(use, field, value, scenario.months))
    return _with_policy(view, place, lambda use: _moved_policy(use, field, value, scenario.months))


def dropped(view: View, row: str) -> View:
    """Without one row of the chosen plan."""
    scenario = view.draft.scenario
    kind, place = _row(scenario, row)
    if kind == "shock":
        left = tuple(use for i, use in enumerate(scenario.shocks) if i != place)
        return drafts.changed(view, replace(scenario, shocks=left))
    kept = tuple(use for i, use in enumerate(scenario.policies) if i != place)
    return drafts.changed(view, replace(scenario, policies=kept))


def struck(view: View, shock: str) -> View:
    """With one crisis more in the chosen plan."""
    scenario = view.draft.scenario
    if shock not in registry().shocks or len(scenario.shocks) >= MOST_CRISES:
        return view
    month = min(FIRST, scenario.months - 1)
    while any(use.use == shock and use.month == month for use in scenario.shocks):
        month += 1
    return drafts.changed(view, replace(scenario, shocks=(*scenario.shocks, ShockUse(shock, month))))


def _row(scenario: Scenario, row: str) -> tuple[str, int]:
    """The kind and the place of a row; `KeyError` for one that is not there any more."""
    kind, _, place = row.partition(":")
    known = {"policy": scenario.policies, "shock": scenario.shocks}[kind]
    if not place.isdigit() or int(place) >= len(known):
        raise KeyError(row)
    return kind, int(place)


def _moved_policy(use: PolicyUse, field: str, value: float, months: int) -> PolicyUse:
    last = months - 1
    if field == "start":
        start = _within(value, 0, last)
        return replace(use, start=start, end=max(use.end, start + 1))
    if field == "end":
        end = FOREVER if value > months else _within(value, use.start + 1, months)
        return replace(use, end=end)
    if field == "shift":  # start and end together
        start = _within(value, 0, last)
        by = start - use.start
        return replace(use, start=start, end=use.end if use.end >= FOREVER else min(use.end + by, months))
    if field == "ramp":
        return replace(use, ramp=_within(value, 0, LONGEST_RAMP))
    return replace(use, intensity=min(max(value, 0.0), 1.0))


def _moved_shock(use: ShockUse, field: str, value: float, months: int) -> ShockUse:
    if field in ("start", "shift"):
        return replace(use, month=_within(value, 0, months - 1))
    return replace(use, intensity=min(max(value, 0.0), 1.0)) if field == "strength" else use


def _within(value: float, low: int, high: int) -> int:
    return int(min(max(round(value), low), high))


def _with_policy(view: View, place: int, change: Callable[[PolicyUse], PolicyUse]) -> View:
    scenario = view.draft.scenario
    uses = tuple(change(use) if i == place else use for i, use in enumerate(scenario.policies))
    return drafts.changed(view, replace(scenario, policies=uses))


def _with_shock(view: View, place: int, change: Callable[[ShockUse], ShockUse]) -> View:
    scenario = view.draft.scenario
    uses = tuple(change(use) if i == place else use for i, use in enumerate(scenario.shocks))
    return drafts.changed(view, replace(scenario, shocks=uses))
