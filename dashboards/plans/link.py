"""The view in the address of the page: a link that brings it back.

What a plan changes in the scenario that it came from travels as compressed JSON with the keys of a
scenario file; it is checked like any file when the link is opened, and names no files.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs, urlencode

from ruamel.yaml import YAML

from dashboards.plans import drafts
from dashboards.plans.drafts import Draft, View, packaged
from dashboards.plans.files import stem
from experiments.language import mark, t
from sim.errors import DPICityError
from sim.scenario import Numbers, scenario_from_dict, scenario_text, with_parameters
from sim.scenario.files import scenario_names

LONGEST = 60_000  # bytes of a view in an address, unpacked
LONGEST_COPY = 3_000_000  # bytes of the copy that a browser keeps
LONGEST_LINK = 12_000  # letters; servers and mail programs cut longer addresses
KEYS = ("title", "question", "policies", "shocks", "shifts", "parameters")
PLACE = ("city", "start", "months", "residents")
LISTS = ("policies", "shocks", "shifts")
UNREADABLE = mark(
    "This link cannot be read, so here is the comparison that everybody meets first. Copy the whole link once more, or "
    "ask for the plan as a file."
)
NO_COPY = mark("The last work in this browser cannot be read any more; nothing has been changed.")


def to_address(view: View, tab: str, language: str = "en") -> str:
    """The query of a link to this view; empty for the first screen in English."""
    query = {} if language == "en" else {"lang": language}
    if tab != "time":
        query["tab"] = tab
    first = drafts.opening()
    if view != replace(first, chosen=view.chosen):
        texts = (pack(packed(view, comments=comments)) for comments in (True, False))
        short = next((text for text in texts if len(text) <= LONGEST_LINK), None)
        query |= {} if short is None else {"view": short}
    elif view.chosen != first.chosen:
        query["plan"] = str(view.chosen)
    return f"?{urlencode(query)}" if query else ""


def to_copy(view: View) -> str:
    """The whole view as text, for the browser to keep; empty for the first screen."""
    if view == replace(drafts.opening(), chosen=view.chosen):
        return ""
    return pack(packed(view, comments=True))


def from_copy(copy: str) -> View:
    """The view that a browser kept; raises `DPICityError` when it cannot be read."""
    try:
        return _view(unpack(copy, LONGEST_COPY))
    except (ValueError, KeyError, TypeError, AttributeError, DPICityError):
        raise DPICityError(t(NO_COPY)) from None


def from_address(search: str) -> tuple[View, str, str]:
    """The view, the tab and, when the address makes no sense, a sentence that says so."""
    query = {key: values[-1] for key, values in parse_qs(search.lstrip("?")).items()}
    view, problem = drafts.opening(), ""
    if "view" in query:
        try:
            view = _view(unpack(query["view"]))
        except (ValueError, KeyError, TypeError, AttributeError, DPICityError):
            problem = t(UNREADABLE)
    place = query.get("plan", "")
    if place.isdigit() and int(place) in {d.place for d in view.drafts}:
        view = replace(view, chosen=int(place))
    return view, query.get("tab", "time"), problem


def pack(content: dict[str, Any]) -> str:
    """JSON, made short enough for an address."""
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=True)
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def unpack(text: str, most: int = LONGEST) -> dict[str, Any]:
    """What `pack` made; `ValueError` for anything else, also for what would unpack without end."""
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        reader = zlib.decompressobj()
        found = reader.decompress(packed, most)
    except (binascii.Error, zlib.error) as error:
        raise ValueError(str(error)) from None
    if reader.unconsumed_tail or not reader.eof:
        raise ValueError("too long, or cut off")
    content = json.loads(found)
    if not isinstance(content, dict):
        raise ValueError("not a view")
    return content


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
    whole = YAML(typ="safe", plug_ins=[]).load(scenario_text(draft.scenario))
    moved = [key for key in PLACE if getattr(draft.scenario, key) != getattr(base, key)]
    return known | {key: whole[key] for key in (*KEYS, *moved) if key in whole}


def forget() -> None:
    """Drop the packed plans; those of open pages are packed again when they are asked for."""
    _packed_plan.cache_clear()


def _view(content: dict[str, Any]) -> View:
    plans = [_draft(plan) for plan in content["plans"][: drafts.MOST]]
    places = [draft.place for draft in plans]
    if not plans or len(set(places)) < len(places) or not all(0 <= p <= drafts.MOST for p in places):
        raise ValueError("plans without places of their own")
    assumed = {str(key): float(value) for key, value in content.get("assumptions", {}).items()}
    with_parameters(plans[0].scenario, assumed)
    budget = float(content.get("budget", drafts.BUDGET))
    if budget not in drafts.BUDGETS:
        raise ValueError("not a budget that can be chosen")
    return View(tuple(plans), int(content.get("chosen", places[-1])), Numbers(assumed), budget)


def _draft(plan: dict[str, Any]) -> Draft:
    base = plan["from"]
    if base not in scenario_names():
        raise ValueError("not a scenario that comes with the program")
    changes = {key: plan[key] for key in (*KEYS, *PLACE) if key in plan}
    place, text = int(plan["place"]), str(plan.get("text", ""))
    if not changes:
        return Draft(place, base, packaged(base), text)
    data = {"extends": base, "replace": list(LISTS), **changes}
    name = stem(str(plan.get("name", f"my-plan-{place}" if place else base)))
    return Draft(place, base, scenario_from_dict(data, name), text)
