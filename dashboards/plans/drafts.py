"""Plans as they stand on the page, and every change a person can make to them.

All values are frozen: a change gives a new `View`, so that undo is to take the old one back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from dashboards.plans.placing import placed
from experiments.language import t
from experiments.running.runner import Plan
from sim.errors import CONTROL, DPICityError
from sim.registry import registry
from sim.scenario import Numbers, PolicyUse, Scenario, list_scenarios, load_scenario, with_parameters

OPENING = ("baseline", "connect-first", "nobody-left-behind")
"""The plans of the first screen; the first of them is what the others are measured against."""
MOST = 6
BUDGETS = (1e6, 2e6, 5e6, 10e6, 25e6, 50e6, 100e6, 200e6, 400e6, 1e9)
"""What can be chosen as the money for new policies, in US$."""
BUDGET = 200e6
"""The budget of the first screen, which its plans come close to."""
NOT_LISTED = ("cases", "lessons")  # they have tabs of their own


@lru_cache(maxsize=64)
def packaged(name: str) -> Scenario:
    """A scenario that comes with the program, read once."""
    return load_scenario(name)


@lru_cache(maxsize=1)
def catalogue() -> dict[str, str]:
    """The names of the scenarios that come with the program, by title."""
    found = {}
    for name, path in list_scenarios().items():
        title = re.search(r"^title:\s*(.+?)\s*$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        if path.parent.name not in NOT_LISTED and title:
            found[title.group(1).strip("'\"")] = name
    return found


@dataclass(frozen=True, slots=True)
class Draft:
    """One plan on the page. `place` decides its colour and never changes; `base` is where it came from.

    `text` is the file that it was opened from, with its comments; empty for plans made on the page.
    """

    place: int
    base: str
    scenario: Scenario
    text: str = ""

    @property
    def name(self) -> str:
        """The plan's name in results: short and unlike every other on the page."""
        return f"plan{self.place}"


@dataclass(frozen=True, slots=True)
class View:
    """Everything that undo brings back: the plans, the chosen one, the assumptions about the world, and the budget.

    `budget` is the money in US$ that there is for new policies; costs are held against it.
    """

    drafts: tuple[Draft, ...]
    chosen: int = 0
    assumptions: Numbers = field(default_factory=Numbers)
    budget: float = BUDGET

    @property
    def draft(self) -> Draft:
        """The plan that the levers move."""
        return next((d for d in self.drafts if d.place == self.chosen), self.drafts[0])

    def plans(self) -> list[Plan]:
        """The plans as they are run: assumptions hold for all of them alike."""
        return [Plan(d.name, with_parameters(d.scenario, self.assumptions)) for d in self.drafts]


def opening() -> View:
    """The comparison that a person meets first, with the last plan chosen."""
    drafts = tuple(Draft(i, name, packaged(name)) for i, name in enumerate(OPENING))
    return View(drafts, chosen=drafts[-1].place)


def changed(view: View, scenario: Scenario) -> View:
    """The chosen plan with another content."""
    own = replace(view.draft, scenario=scenario)
    return replace(view, drafts=tuple(own if d.place == own.place else d for d in view.drafts))


def added(view: View, name: str = "") -> View:
    """One plan more: the scenario called `name`, or a copy of the chosen plan.

    Raises `DPICityError` when it cannot stand beside the others.
    """
    if len(view.drafts) >= MOST:
        raise DPICityError(t("There is room for {number} plans. Remove one first.", number=MOST))
    place = min(set(range(MOST + 1)) - {d.place for d in view.drafts})
    if name:
        draft = Draft(place, name, placed(packaged(name), view.drafts[0].scenario))
        return replace(view, drafts=(*view.drafts, draft), chosen=place)
    titles = {d.scenario.title for d in view.drafts}
    title = next(x for n in range(1, MOST + 2) if (x := t("My plan {number}", number=n)) not in titles)
    scenario = replace(view.draft.scenario, name=f"my-plan-{place}", title=title, path="")
    draft = Draft(place, view.draft.base, scenario, view.draft.text)
    return replace(view, drafts=(*view.drafts, draft), chosen=place)


def removed(view: View, place: int) -> View:
    """Without one plan; the first one, which the others are measured against, stays."""
    if place == view.drafts[0].place:
        return view
    left = tuple(d for d in view.drafts if d.place != place)
    chosen = view.chosen if view.chosen != place else left[-1].place
    return replace(view, drafts=left, chosen=chosen)


def renamed(view: View, title: str) -> View:
    """The chosen plan under another title."""
    clean = " ".join(CONTROL.sub("", title).split())[:60]
    return changed(view, replace(view.draft.scenario, title=clean)) if clean else view


def assumed(view: View, key: str, value: float) -> View:
    """With another assumption about the world; its declared value takes the assumption away."""
    param = registry().params[key]
    kept = {name: old for name, old in view.assumptions.items() if name != key}
    if value != param.default:
        kept[key] = value
    return replace(view, assumptions=Numbers(kept))


def uses(scenario: Scenario) -> dict[str, PolicyUse]:
    """The first use of every policy in a plan."""
    found: dict[str, PolicyUse] = {}
    for use in scenario.policies:
        found.setdefault(use.use, use)
    return found


def switched(scenario: Scenario, policy: str, on: bool) -> Scenario:
    """With a policy from month 6 on, or without any use of it."""
    others = tuple(use for use in scenario.policies if use.use != policy)
    if not on:
        return replace(scenario, policies=others)
    start = min((use.start for use in others), default=6)
    return replace(scenario, policies=(*others, PolicyUse(policy, start=start)))


def with_use(scenario: Scenario, policy: str, change: Mapping[str, Any]) -> Scenario:
    """With some fields of a policy's first use changed."""
    policies = list(scenario.policies)
    for i, use in enumerate(policies):
        if use.use == policy:
            policies[i] = replace(use, **change)
            break
    return replace(scenario, policies=tuple(policies))


def valued(scenario: Scenario, policy: str, name: str, value: float) -> Scenario:
    """With one number of a policy's first use changed."""
    use = uses(scenario)[policy]
    return with_use(scenario, policy, {"values": Numbers({**use.values, name: value})})
