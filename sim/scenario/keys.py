"""The keys of a scenario file: meaning, type and range, declared once for checks, schema and starter.

The parameters of rules are not listed here: they come from the registry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sim.errors import nearest
from sim.scenario.nodes import Findings, Node

type Kind = Literal["text", "whole", "number", "date", "list", "keys", "months", "any"]

DATE = re.compile(r"(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])")
NUMERIC = re.compile(r"[-+]?[0-9][0-9_,]{0,20}(\.[0-9]{1,20})?%?")
LARGEST = 1e15  # no sum of money or count in a scenario comes near


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what it takes and what it means. `choices` lists the words a text may be.

    `high` is the most letters of a text.
    """

    kind: Kind
    doc: str
    low: float = -LARGEST
    high: float = LARGEST
    choices: tuple[str, ...] = ()
    required: bool = False


MONTHS = Key(
    "months", "First month, and the month in which it stops: [12, 24] is the second year; [12] never stops."
)
FROM = Key("date", "First calendar month, such as 2026-03; instead of `months`.")
UNTIL = Key("date", "Calendar month in which it stops; instead of `months`.")
RAMP = Key("whole", "Months until full strength.", 0, 600)
INTENSITY = Key("number", "Strength, from 0 (off) to 1 (full).", 0, 1)
TARGET = Key("keys", "Where and for whom; without it, everywhere and for everybody.")

TOP = {
    "title": Key("text", "A title for charts and lists.", high=120),
    "question": Key("text", "The question that this scenario answers."),
    "description": Key("text", "What happens in it, in a few sentences."),
    "extends": Key("text", "The scenario it builds on: a name, or a path from this file."),
    "replace": Key("list", "Inherited lists to leave out: policies, shifts, shocks, observed, sources."),
    "city": Key("any", "A city's name, the path of a city file, or a group with `use` and what differs."),
    "start": Key("date", "The calendar month of month 0, such as 2026-01."),
    "months": Key("whole", "How many months the run lasts.", 1, 600),
    "residents": Key("whole", "How many residents are simulated.", 1_000, 10_000_000),
    "parameters": Key(
        "keys", "Values that differ from the declared ones, by dotted name; or a calibrated set."
    ),
    "case_parameters": Key(
        "list", "At most three parameters that may differ in this case when it is calibrated."
    ),
    "policies": Key("list", "What the government does, and when."),
    "shifts": Key("list", "Parameters that move for a while."),
    "shocks": Key("list", "Crises, and when they strike."),
    "observed": Key("list", "Measured values of indicators in the real city."),
    "sources": Key("list", "Where the numbers come from, one text each."),
}
POLICY = {
    "use": Key("text", "The policy.", required=True),
    "months": MONTHS, "from": FROM, "until": UNTIL, "ramp": RAMP, "intensity": INTENSITY, "target": TARGET,
}  # fmt: skip
SHOCK = {
    "use": Key("text", "The shock.", required=True),
    "month": Key("whole", "The month in which it strikes.", 0, 600),
    "date": Key("date", "The calendar month in which it strikes; instead of `month`."),
    "intensity": INTENSITY, "target": TARGET,
}  # fmt: skip
SHIFT = {
    "param": Key("text", "The parameter that moves, by dotted name.", required=True),
    "months": MONTHS, "from": FROM, "until": UNTIL, "ramp": RAMP,
    "to": Key("number", "The value it moves to."),
    "by": Key("number", "The amount added to it."),
    "times": Key("number", "The factor it is multiplied by."),
}  # fmt: skip
AIMED = {
    "districts": Key("list", "Names of districts, or kinds of area."),
    "groups": Key("list", "Labels of groups, or pairs such as `sex: women`."),
}
OBSERVED = {
    "series": Key("text", "The indicator.", required=True),
    "date": Key("date", "The calendar month of the measurement.", required=True),
    "value": Key("number", "The measured value.", required=True),
    "group": Key(
        "any", "The group it was measured in: a label such as `women`, or a list of labels taken together."
    ),
    "role": Key("text", "`calibrate`: fitted; `validate`: only scored.", choices=("calibrate", "validate")),
    "source": Key("text", "Where the value comes from."),
    "note": Key("text", "What to know about it."),
    "relative_to": Key("keys", "The month that `value` is measured against."),
}
RELATIVE = {
    "date": Key("date", "The calendar month of comparison.", required=True),
    "value": Key("number", "What the series is set to in that month, such as 1 or 100."),
}
DISTRICTS = {
    "csv": Key("text", "A CSV of districts: name, population, income, coverage and perhaps area."),
    "geojson": Key("text", "A GeoJSON map of their outlines, in longitude and latitude."),
}
"""What a city's `districts` may say instead of a list."""
CHOICE = {
    "use": Key(
        "text", "A calibrated set: its name, such as calibrated/pix, or the path of its file.", required=True
    ),
    "member": Key("whole", "A member of the set, counted from 0; the medoid if not given.", 0, 10_000),
    "case": Key("text", "A case of the set, whose own parameters are taken too."),
}
"""What `parameters` may say besides values."""
SET = {
    "title": Key("text", "What the set fits."),
    "made_with": Key("text", "The command that wrote it."),
    "model": Key("text", "The version of the model that was fitted."),
    "cases": Key("list", "The cases that were fitted."),
    "cutoff": Key("number", "The largest implausibility that a member may have.", 0),
    "medoid": Key("whole", "The member nearest to all others, counted from 0.", 0, 10_000, required=True),
    "members": Key("list", "Draws that the measurements allow.", required=True),
    "errors": Key("list", "Mean absolute error by case and series, for the medoid and over all members."),
}
"""The keys of a calibrated set."""
MEMBER = {
    "implausibility": Key("number", "The largest over all series.", 0),
    "shared": Key("keys", "Values of the parameters that all cases share.", required=True),
    "cases": Key("keys", "Values of the parameters of each case alone."),
}
LISTS = ("policies", "shifts", "shocks", "observed", "sources")


def checked_keys(node: Node, keys: Mapping[str, Key], findings: Findings) -> dict[str, Node]:
    """The entries of `node` that are known and well typed; the others become problems."""
    if not isinstance(node.value, dict):
        findings.about(node, f"this takes keys, not {node.kind()}. Known keys: {', '.join(keys)}.")
        return {}
    good: dict[str, Node] = {}
    for word, inner in node.keys.items():
        if word not in keys:
            findings.add(inner.key, f"'{word}' is not a known key; {nearest(word, keys)}")
        elif fits(inner, keys[word], findings):
            good[word] = inner
    for word, key in keys.items():
        if key.required and word not in node.keys:
            findings.add(node.place, f"'{word}' is missing. {key.doc} Write `{word}: …`.")
    return good


def fits(node: Node, key: Key, findings: Findings) -> bool:
    """Whether `node` is of the type and in the range of `key`; if not, a problem is noted."""
    problem = _problem(node, key)
    if problem:
        findings.about(node, problem)
    return not problem


def _problem(node: Node, key: Key) -> str:
    value = node.value
    if key.kind in ("whole", "number"):
        return _number_problem(node, key)
    if key.kind == "text":
        if not isinstance(value, str):
            return f"this takes text, not {node.kind()}. Put quotes around it."
        if len(value) > key.high:
            return f"this text has {len(value):,} letters; {key.high:,} are allowed."
        if key.choices and value not in key.choices:
            return f"this is one of {', '.join(key.choices)}."
    if key.kind == "date" and not (isinstance(value, str) and DATE.fullmatch(value)):
        return "this takes a year and a month. Write it as 2026-03."
    if key.kind == "list" and not isinstance(value, list):
        return f"this takes a list, not {node.kind()}. Begin each entry with `- `, or delete the key."
    if key.kind == "keys" and not isinstance(value, dict):
        return f"this takes keys, not {node.kind()}. Write `name: value` lines under it, or delete it."
    return ""


def _number_problem(node: Node, key: Key) -> str:
    value = node.value
    what = "a whole number" if key.kind == "whole" else "a number"
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return f"this takes {what}, not {node.kind()}. {number_hint(value)}"
    if not key.low <= value <= key.high:  # also refuses NaN
        limits = (
            f"of at most {LARGEST:g}" if key.high == LARGEST else f"from {key.low:,.10g} to {key.high:,.10g}"
        )
        return f"this takes {what} {limits}."
    if key.kind == "whole" and value != int(value):
        return "this takes a whole number. Leave out the decimals."
    return ""


def number_hint(value: object) -> str:
    """What to type instead of something that is not a number."""
    text = value.strip() if isinstance(value, str) else ""
    if not NUMERIC.fullmatch(text):
        return "Write digits, such as 40 or 0.5."
    bare = text.replace(",", "").replace("_", "")
    if bare.endswith("%"):
        return f"Write {float(bare[:-1]) / 100:g}."
    return f"Write {bare}, without quotes or commas."
