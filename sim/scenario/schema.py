"""The JSON Schema of scenario files, for completion and checks while typing in an editor.

It is generated from the keys in keys.py and the metadata of the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.city.files import city_names
from sim.params import Param
from sim.registry import registry
from sim.rules import Rule
from sim.scenario.files import calibrated_names, scenario_names
from sim.scenario.keys import (
    AIMED,
    CHOICE,
    DATE,
    LARGEST,
    LISTS,
    OBSERVED,
    POLICY,
    RELATIVE,
    SHIFT,
    SHOCK,
    TOP,
    Key,
)
from sim.scenario.parts import WAYS
from sim.scenario.uses import MOST_OWN

type Schema = dict[str, Any]

WHOLE: Schema = {"type": "integer", "minimum": 0}


def json_schema() -> Schema:
    """The schema (draft 2020-12) of a scenario file, with every rule that exists now."""
    known = registry()
    target = _keys(AIMED, districts=_list({"type": "string"}), groups=_list({"type": ["string", "object"]}))
    shift = _keys(SHIFT, param={"enum": sorted(known.params)})
    shift["oneOf"] = [{"required": [way]} for way in WAYS]
    group = {"type": ["string", "object"]}
    observed = _keys(OBSERVED, series={"enum": sorted(known.indicators)}, relative_to=_keys(RELATIVE),
                     group={"anyOf": [group, _list(group)]})  # fmt: skip
    parts: dict[str, Schema] = {
        "parameters": _parameters(),
        "case_parameters": {**_list({"enum": sorted(known.params)}), "maxItems": MOST_OWN},
        "policies": _uses(known.policies, POLICY),
        "shifts": _list(shift),
        "shocks": _uses(known.shocks, SHOCK),
        "observed": _list(observed),
        "sources": _list({"type": "string"}),
        "city": {"anyOf": [{"enum": list(city_names())}, {"type": ["string", "object"]}]},
        "extends": {"anyOf": [{"enum": sorted(scenario_names())}, {"type": "string"}]},
        "replace": _list({"enum": list(LISTS)}),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A dpi-city scenario",
        **_keys(TOP, **parts),
        "$defs": {"target": target},
    }


def _parameters() -> Schema:
    """Values by dotted name, perhaps on top of a calibrated set; or the name of a set alone."""
    choice = {word: {"description": key.doc, **_key(key)} for word, key in CHOICE.items()}
    choice["use"]["examples"] = [f"calibrated/{name}" for name in calibrated_names()]
    values = {key: parameter(param) for key, param in registry().params.items()}
    return {**_closed(choice | values), "type": ["object", "string"]}


def parameter(param: Param) -> Schema:
    """One parameter: its label as title; unit and source in the description; its bounds."""
    low, high = param.bounds
    return {
        "type": "integer" if param.whole else "number",
        "title": param.label,
        "description": f"{param.unit}. Source: {param.source}",
        "default": param.default,
        "minimum": low,
        "maximum": high,
    }


def _uses(rules: Mapping[str, type[Rule]], common: Mapping[str, Key]) -> Schema:
    """A list of entries, each with the keys of the rule that it names."""
    if not rules:
        return {"type": "array", "maxItems": 0}
    entries: list[Schema] = []
    for rule in rules.values():
        own = {name: parameter(param) for name, param in rule.params.items() if name not in common}
        entry = _keys(common, use={"const": rule.name}, target={"$ref": "#/$defs/target"})
        entry["properties"] |= own
        entries.append({"title": rule.title(), **entry})
    named = {"use": {"enum": sorted(rules)}}
    return _list({"type": "object", "required": ["use"], "properties": named, "oneOf": entries})


def _keys(keys: Mapping[str, Key], **special: Schema) -> Schema:
    """A closed group of `keys`; `special` says more about some of them."""
    properties = {
        word: {"description": key.doc, **(special[word] if word in special else _key(key))}
        for word, key in keys.items()
    }
    return _closed(properties, [word for word, key in keys.items() if key.required])


def _key(key: Key) -> Schema:
    """The type and range of one key."""
    if key.kind in ("whole", "number"):
        schema: Schema = {"type": "integer" if key.kind == "whole" else "number"}
        bounded = abs(key.low) < LARGEST and abs(key.high) < LARGEST
        return {**schema, "minimum": key.low, "maximum": key.high} if bounded else schema
    if key.kind == "date":
        return {"type": "string", "pattern": f"^{DATE.pattern}$"}
    if key.kind == "months":
        return {"type": "array", "items": WHOLE, "minItems": 1, "maxItems": 2}
    if key.choices:
        return {"type": "string", "enum": list(key.choices)}
    return {"type": "string", "maxLength": key.high} if key.high < LARGEST else {"type": "string"}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _closed(properties: Schema, required: list[str] | None = None) -> Schema:
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**schema, "required": required} if required else schema
