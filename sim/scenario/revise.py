"""Brings the text of a scenario file up to a changed scenario, and keeps the comments in it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from sim.params import Param
from sim.registry import registry
from sim.scenario.edit import entries, figure, parsed, plain_yaml, scenario_text
from sim.scenario.parts import Scenario

WORDS = ("title", "question", "description")
EXTENT = ("start", "months", "residents")
LISTS = ("policies", "shocks", "shifts")
WHEN = ("months", "from", "until", "month", "date")
"""Keys that say when; a date as written makes way for the month number when it moves."""


def revised_text(text: str, scenario: Scenario, file: Path) -> str:
    """`text`, a scenario file that would stand at `file`, changed to say what `scenario` says.

    Only what differs is touched, so comments and the order of keys stay. Where that cannot be done
    (a base file that says something else), the whole scenario is written out anew.
    """
    before = parsed(text, file)
    if same(before, scenario):
        return text
    yaml = plain_yaml()
    document = yaml.load(text)
    _words(document, before, scenario)
    _parameters(document, before, scenario)
    for name in LISTS:
        _list(document, name, before, scenario)
    stream = io.StringIO()
    yaml.dump(document, stream)
    revised = stream.getvalue()
    return revised if same(parsed(revised, file), scenario) else scenario_text(scenario)


def same(one: Scenario, other: Scenario) -> bool:
    """Whether two scenarios have the same content and the same words."""
    return one.hash == other.hash and all(getattr(one, word) == getattr(other, word) for word in WORDS)


def _words(document: Any, before: Scenario, after: Scenario) -> None:
    for word in (*WORDS, *EXTENT):
        if getattr(before, word) != getattr(after, word):
            document[word] = getattr(after, word)
    if before.city != after.city:
        document["city"] = after.city_as_written or after.city.name


def _parameters(document: Any, before: Scenario, after: Scenario) -> None:
    """Set what changed; a value that is only inherited is set back to the declared one."""
    for key in sorted({*before.parameters, *after.parameters}):
        old, new = before.parameters.get(key), after.parameters.get(key)
        if old == new:
            continue
        written = document.get("parameters") or {}
        if new is None and key in written:
            del document["parameters"][key]
            continue
        if not written:
            document["parameters"] = {}
        param: Param = registry().params[key]
        document["parameters"][key] = figure(param.default if new is None else new)


def _list(document: Any, name: str, before: Scenario, after: Scenario) -> None:
    """Change the entries of one list that differ; what comes from a base file cannot be touched."""
    old, new = getattr(before, name), getattr(after, name)
    if old == new:
        return
    written = document.get(name) or []
    inherited = len(old) - len(written)
    if inherited and old[:inherited] != new[:inherited]:
        replaced = list(document.get("replace") or [])
        document["replace"] = [*replaced, *([] if name in replaced else [name])]
        document[name] = entries(new)
        return
    if not written:
        document[name] = []
    _rows(document[name], old[inherited:], new[inherited:])


def _rows(written: Any, old: tuple[Any, ...], new: tuple[Any, ...]) -> None:
    """Turn the written entries of `old` into those of `new`, the last ones first so that places hold."""
    steps = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    for what, a, b, c, d in reversed(steps):
        if what == "equal":
            continue
        paired = min(b - a, d - c)
        for place in range(b - 1, a + paired - 1, -1):
            del written[place]
        for place, entry in enumerate(entries(new[c + paired : d]), start=a + paired):
            written.insert(place, entry)
        was, now = entries(old[a : a + paired]), entries(new[c : c + paired])
        for i in range(paired):
            _entry(written[a + i], was[i], now[i])


def _entry(written: Any, was: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Set the keys of one entry that differ from what it said before."""
    moved = any(was.get(word) != now.get(word) for word in WHEN)
    for word in list(written):
        if (moved and word in WHEN) or (word in was and word not in now) or was.get("use") != now.get("use"):
            del written[word]
    for word, value in now.items():
        if word not in written or was.get(word) != value:
            written[word] = value
