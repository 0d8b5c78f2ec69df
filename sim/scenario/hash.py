"""The fingerprint of a scenario: the same for the same content, however it was written down."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import BaseModel

from sim.scenario.numbers import Numbers

WORDS = (
    "name",
    "title",
    "question",
    "description",
    "sources",
    "case_parameters",
    "source",
    "note",
    "path",
    "city",
    "city_as_written",
)
"""What no result depends on; the city counts through its figures."""
CITY_WORDS = ("source", "note", "title", "country", "year", "fictional")


def digest(content: Any) -> str:
    """SHA-256 of JSON data; the order of keys does not matter."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: Any) -> Any:
    """Parts of a scenario as JSON data; 5 and 5.0 become the same."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = [f.name for f in fields(value) if f.name not in WORDS]
        return {name: canonical(getattr(value, name)) for name in kept}
    if isinstance(value, Numbers):
        return dict(value)
    if isinstance(value, (list, tuple)):
        return [canonical(inner) for inner in value]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return value


def figures(value: Any) -> Any:
    """A city's figures and names without their sources and notes."""
    if isinstance(value, BaseModel):
        return figures(value.model_dump(mode="json"))
    if isinstance(value, dict):
        return {key: figures(inner) for key, inner in value.items() if key not in CITY_WORDS}
    if isinstance(value, list):
        return [figures(inner) for inner in value]
    return canonical(value)
