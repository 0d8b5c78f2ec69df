"""The fingerprint of a scenario: the same for the same content, however it was written down."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
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
    return hashlib.sha256(written(content).encode()).hexdigest()


def digest_of(parts: Mapping[str, str]) -> str:
    """The same of an object whose values are written already."""
    inside = ",".join(f'"{name}":{parts[name]}' for name in sorted(parts))
    return hashlib.sha256(f"{{{inside}}}".encode()).hexdigest()


def written(content: Any) -> str:
    """JSON data as the text that is hashed."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


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


class This:
    """One very object as a key, whatever it is equal to."""

    __slots__ = ("it",)

    def __init__(self, it: Any) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, This) and self.it is other.it


@lru_cache(maxsize=8)
def city_written(city: This) -> str:
    """The figures of a city as the text that is hashed: plans beside each other share their city."""
    return written(figures(city.it))


def figures(value: Any) -> Any:
    """A city's figures and names without their sources and notes."""
    if isinstance(value, BaseModel):
        return figures(value.model_dump(mode="json"))
    if isinstance(value, dict):
        return {key: figures(inner) for key, inner in value.items() if key not in CITY_WORDS}
    if isinstance(value, list):
        return [figures(inner) for inner in value]
    return canonical(value)
