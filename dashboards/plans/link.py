"""The view in the address of the page: a link that brings it back.

It travels as compressed JSON (see `plain`).
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode

from dashboards.plans import drafts
from dashboards.plans.drafts import View
from dashboards.plans.picks import FIRST, Picks, from_query, in_query, whole
from dashboards.plans.plain import packed, view_of
from experiments.language import mark, t
from experiments.telling.words import quoted
from sim.errors import CONTROL, DPICityError

LONGEST = 60_000  # bytes of a view in an address, unpacked
LONGEST_COPY = 3_000_000  # bytes of the copy that a browser keeps
MOST_SHOWN = 40  # letters of an address inside a sentence
LONGEST_LINK = 12_000  # letters; servers and mail programs cut longer addresses
UNUSABLE = (ValueError, KeyError, TypeError, AttributeError, OverflowError, DPICityError)
UNREADABLE = mark(
    "This link cannot be read, so here is the comparison that everybody meets first. Copy the whole link once more, or "
    "ask for the plan as a file."
)
ELSEWHERE = mark(
    "This link was made with another version of dpi-city, which this one cannot follow, so here is the comparison that "
    "everybody meets first. Ask for the plan as a file, or for that version."
)
NO_PLAN = mark("This link asks for plan number {asked}, which is not on the page; {plan} is chosen instead.")
NO_COPY = mark("The last work in this browser cannot be read any more; nothing has been changed.")


class Asked(NamedTuple):
    """What an address asks for; `problem` is a sentence when it makes no sense."""

    view: View
    tab: str
    picks: Picks
    problem: str


def to_address(view: View, tab: str, language: str = "en", picks: Picks = FIRST) -> str:
    """The query of a link to this view; empty for the first screen in English.

    A view that has no room in a link is left out; `in_address` says whether it is.
    """
    query = {} if language == "en" else {"lang": language}
    if tab != "time":
        query["tab"] = tab
    query |= in_query(picks, tab)
    first = drafts.opening()
    if view != replace(first, chosen=view.chosen):
        short = _short(view)
        query |= {} if short is None else {"view": short}
    elif view.chosen != first.chosen:
        query["plan"] = str(view.chosen)
    return f"?{urlencode(query)}" if query else ""


def in_address(view: View) -> bool:
    """Whether a link can bring this view back."""
    return view == replace(drafts.opening(), chosen=view.chosen) or _short(view) is not None


def _short(view: View) -> str | None:
    """The view as text for an address, if need be without the comments of opened files; None when it is too long."""
    for comments in (True, False):
        content = packed(view, comments=comments)
        if len(_json(content)) <= LONGEST and len(text := pack(content)) <= LONGEST_LINK:
            return text
    return None


def to_copy(view: View) -> str:
    """The whole view as text, for the browser to keep; empty for the first screen."""
    if view == replace(drafts.opening(), chosen=view.chosen):
        return ""
    return pack(packed(view, comments=True))


def from_copy(copy: str) -> View:
    """The view that a browser kept; raises `DPICityError` when it cannot be read."""
    try:
        return view_of(unpack(copy, LONGEST_COPY))
    except UNUSABLE:
        raise DPICityError(t(NO_COPY)) from None


def from_address(search: str) -> Asked:
    """What the address asks for; the first screen where it makes no sense."""
    query = {key: values[-1] for key, values in parse_qs(search.lstrip("?")).items()}
    view, problem = drafts.opening(), ""
    if "view" in query:
        try:
            content = unpack(query["view"])
        except UNUSABLE:
            problem = t(UNREADABLE)
        else:
            view, problem = _opened(content)
    place = whole(query.get("plan", ""))
    if place in {d.place for d in view.drafts}:
        view = replace(view, chosen=place)
    elif "plan" in query and not problem:
        problem = t(NO_PLAN, asked=shown(query["plan"]), plan=quoted(view.draft.scenario.title))
    return Asked(view, query.get("tab", "time"), from_query(query), problem)


def shown(text: str) -> str:
    """What an address asks for, as a sentence can hold it."""
    return CONTROL.sub("", text)[:MOST_SHOWN] or "?"


def _opened(content: dict[str, Any]) -> tuple[View, str]:
    """The view of an unharmed link, and a sentence when this version does not know what it says."""
    try:
        return view_of(content), ""
    except UNUSABLE:
        return drafts.opening(), t(ELSEWHERE)


def pack(content: dict[str, Any]) -> str:
    """JSON, made short enough for an address."""
    return base64.urlsafe_b64encode(zlib.compress(_json(content), 9)).decode().rstrip("=")


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, separators=(",", ":"), ensure_ascii=True).encode()


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
    try:
        content = json.loads(found)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(content, dict):
        raise ValueError("not a view")
    if CONTROL.search(json.dumps(content, ensure_ascii=False)):
        raise ValueError("what no page can show")
    return content
