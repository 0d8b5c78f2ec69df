"""The levers of a plan, made from what the rules declare: label, unit, bounds and role."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from dashboards.plans import drafts
from dashboards.plans.drafts import View
from experiments.language import mark, t
from experiments.telling.names import alphabetic, place_in_list, rule_name, source_words
from experiments.telling.numbers import RATES, SHARES
from experiments.telling.themes import theme_of
from sim.params import Param
from sim.registry import registry
from sim.rules import Policy
from sim.scenario import Scenario

GROUPS = (mark("Connect"), mark("Include"), mark("Trust and choice"))
"""The headings under which policies stand, in order."""
HEADINGS = {"Signal, phones and prices": 0, "Trust and choice": 2}
"""The heading of a policy by its theme; the rest is about including people."""
STEEP = 0.1  # a usual value in the lowest tenth of its range gets a scale that is finer at the low end


@dataclass(frozen=True, slots=True)
class Lever:
    """One slider: how far it goes, and how its value is read. Where it stands is told apart, as that alone moves."""

    id: str
    label: str
    unit: str
    low: float
    high: float
    kind: str  # "share", "rate" (its unit says where the percent stands), "month", "whole" or "number"
    steep: bool = False
    usual: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One policy: whether the plan uses it, and its sliders; the first of them is always shown."""

    id: str
    title: str
    about: str
    on: bool
    levers: tuple[Lever, ...]


def cards(used: Container[str], months: int) -> list[dict[str, Any]]:
    """All policies by heading, with sliders for those that a plan of so many months uses."""
    groups: list[dict[str, Any]] = [{"title": t(title), "cards": []} for title in GROUPS]
    for name, policy in registry().policies.items():
        levers = (_strength(policy), *_numbers(policy), _start(policy, months)) if name in used else ()
        card = Card(policy.name, rule_name(policy), about(policy), name in used, levers)
        groups[HEADINGS.get(theme_of(name), 1)]["cards"].append(asdict(card))
    for group in groups:  # those to choose from by title, below those that the plan has
        group["cards"].sort(key=lambda card: "" if card["on"] else place_in_list(card["title"]))
    return groups


def standing(scenario: Scenario) -> dict[str, float]:
    """Where every slider of a plan's policies stands."""
    found: dict[str, float] = {}
    for name, use in drafts.uses(scenario).items():
        found[f"{name}:intensity"] = use.intensity
        for param in _set_by(registry().policies[name]):
            value = use.values.get(param.name, scenario.parameters.get(param.key, param.default))
            found[f"{name}:{param.name}"] = float(value)
        found[f"{name}:start"] = float(use.start)
    return found


def about(policy: type[Policy]) -> str:
    """What a policy does, and what it can break."""
    return t(
        "{what}. Beware: {side_effects}", what=t(policy.title()), side_effects=inside(t(policy.side_effects))
    )


def inside(sentence: str) -> str:
    """A sentence behind a colon, where it begins small unless its first word is written in capitals."""
    return sentence if sentence[1:2].isupper() else f"{sentence[:1].lower()}{sentence[1:]}"


def _strength(policy: type[Policy]) -> Lever:
    return Lever(f"{policy.name}:intensity", t("How strongly"), "", 0.0, 1.0, "share", usual=1.0)


def _start(policy: type[Policy], months: int) -> Lever:
    return Lever(f"{policy.name}:start", t("Starts in"), "", 0.0, float(months - 1), "month", usual=6.0)


def _numbers(policy: type[Policy]) -> list[Lever]:
    return [lever_of(param, f"{policy.name}:{param.name}") for param in _set_by(policy)]


def _set_by(policy: type[Policy]) -> list[Param]:
    """What whoever plans a policy decides about it."""
    return [param for param in policy.params.values() if param.role == "lever"]


def lever_of(param: Param, name: str) -> Lever:
    """A slider for a parameter, from its declaration."""
    low, high = param.bounds
    share = low >= 0.0 and high <= 1.0 and param.unit in (*SHARES, "income rank")
    rate = param.unit in RATES
    kind = "share" if share else "rate" if rate else "whole" if param.whole or high > 50 else "number"
    steep = high > low and (param.default - low) / (high - low) < STEEP
    note = t(source_words(param))
    unit = "" if share else RATES.get(param.unit, param.unit)
    return Lever(name, t(param.label), t(unit), low, high, kind, steep, float(param.default), note)


def moved(view: View, lever: str, value: float) -> View:
    """The view after one lever of the chosen plan was set; values are kept within their bounds."""
    policy, _, name = lever.partition(":")
    scenario = view.draft.scenario
    use = drafts.uses(scenario)[policy]
    if name == "intensity":
        return drafts.changed(
            view, drafts.with_use(scenario, policy, {"intensity": min(max(value, 0.0), 1.0)})
        )
    if name == "start":
        month = min(max(int(value), 0), scenario.months - 1)
        change = {"start": month, "end": max(use.end, month + 1)}
        return drafts.changed(view, drafts.with_use(scenario, policy, change))
    low, high = registry().params[f"{policy}.{name}"].bounds
    return drafts.changed(view, drafts.valued(scenario, policy, name, min(max(value, low), high)))


def assumptions(rule: str) -> list[dict[str, Any]]:
    """The assumptions of one rule."""
    return [asdict(lever_of(param, param.key)) for param in _assumed(rule)]


def assumed_at(assumed: Mapping[str, float], rule: str) -> dict[str, float]:
    """The value in force of each assumption of one rule."""
    return in_force(assumed, _assumed(rule))


def in_force(given: Mapping[str, float], params: Iterable[Param]) -> dict[str, float]:
    """The value of each of these parameters, by its dotted name: the one given, or the declared one."""
    return {param.key: float(given.get(param.key, param.default)) for param in params}


def _assumed(rule: str) -> list[Param]:
    return [param for param in registry().rules[rule].params.values() if param.role == "uncertainty"]


def assuming() -> dict[str, str]:
    """The rules that rest on assumptions, by the words for them."""
    rules = registry().rules.values()
    assumed = [rule for rule in rules if any(p.role == "uncertainty" for p in rule.params.values())]
    return alphabetic({rule_name(rule): rule.name for rule in assumed})
