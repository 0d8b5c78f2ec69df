"""A view as plain data, for a link or for the copy that a browser keeps; and back, checked like any file.

What a plan changes in the scenario that it came from has the keys of a scenario file, and names no files.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dashboards.plans import drafts
from dashboards.plans.drafts import Draft, View, packaged
from dashboards.plans.files import read, stem
from dashboards.plans.placing import as_data
from sim.scenario import Numbers, scenario_from_dict, with_parameters
from sim.scenario.files import scenario_names

KEYS = ("title", "question", "policies", "shocks", "shifts", "parameters")
PLACE = ("city", "start", "months", "residents")
CASE = ("description", "observed", "sources", "case_parameters")
LISTS = ("policies", "shocks", "shifts", "observed", "sources")
PLAN = {"place", "from", "text", "name", *KEYS, *PLACE, *CASE}
VIEW = {"plans", "chosen", "assumptions", "budget"}


def packed(view: View, *, comments: bool) -> dict[str, Any]:
    """A view as plain data; with `comments`, the files that plans were opened from come along."""
    plans = [_packed_plan(draft, comments=comments) for draft in view.drafts]
    return {
        "plans": plans,
        "chosen": view.chosen,
        "assumptions": dict(view.assumptions),
        "budget": view.budget,
    }


@lru_cache(maxsize=64)
def _packed_plan(draft: Draft, *, comments: bool) -> dict[str, Any]:
    known: dict[str, Any] = {"place": draft.place, "from": draft.base}
    base = packaged(draft.base)
    if comments and draft.text:
        known |= {"text": draft.text, "name": draft.scenario.name}
    if base.hash == draft.scenario.hash and base.title == draft.scenario.title:
        return known
    whole = as_data(draft.scenario)
    moved = [key for key in (*PLACE, *CASE) if getattr(draft.scenario, key) != getattr(base, key)]
    return known | {key: whole[key] for key in (*KEYS, *moved) if key in whole}


def forget() -> None:
    """Drop the packed plans; those of open pages are packed again when they are asked for."""
    _packed_plan.cache_clear()


def view_of(content: dict[str, Any]) -> View:
    """The view in plain data; `ValueError` and its like for what this version of the program does not know."""
    if content.keys() - VIEW:
        raise ValueError("more than this version knows")
    plans = [_draft(plan) for plan in content["plans"]]
    places = [draft.place for draft in plans]
    if not 1 <= len(plans) <= drafts.MOST or len(set(places)) < len(places):
        raise ValueError("no plans, too many, or two in one place")
    first = plans[0].scenario
    if not all(0 <= place <= drafts.MOST for place in places) or not all(
        getattr(d.scenario, key) == getattr(first, key) for d in plans for key in PLACE
    ):
        raise ValueError("plans that cannot stand beside each other")
    assumed = {str(key): float(value) for key, value in content.get("assumptions", {}).items()}
    with_parameters(first, assumed)
    budget = float(content.get("budget", drafts.BUDGET))
    if budget not in drafts.BUDGETS:
        raise ValueError("not a budget that can be chosen")
    chosen = content.get("chosen", places[-1])
    return View(tuple(plans), chosen if chosen in places else places[-1], Numbers(assumed), budget)


def _draft(plan: dict[str, Any]) -> Draft:
    base = plan["from"]
    if base not in scenario_names():
        raise ValueError("not a scenario that comes with the program")
    if plan.keys() - PLAN:
        raise ValueError("more than this version knows")
    changes = {key: plan[key] for key in (*KEYS, *PLACE, *CASE) if key in plan}
    place, text = int(plan["place"]), str(plan.get("text", ""))
    if text:
        read("opened", text)  # it is saved again, so it has to be a scenario file
    if not changes:
        return Draft(place, base, packaged(base), text)
    data = {"extends": base, "replace": list(LISTS), **changes}
    name = stem(str(plan.get("name", f"my-plan-{place}" if place else base)))
    return Draft(place, base, scenario_from_dict(data, name), text)
