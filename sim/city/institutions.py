"""Agencies and vendors that a city file takes over from another city.

Few cities publish what their systems cost or how old they are. A city file may then write
`agencies: {like: nairobi}`, which says so in one line, and set for all of them what is known better:

    agencies: {like: nairobi, digitisation: 0, source: "assumption: all on paper in 2015"}
    vendors: {like: nairobi}

Contract values are scaled by the ratio of the two cities' products. Every row says where it came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from sim.errors import nearest

CITIES = Path(__file__).parents[2] / "scenarios" / "cities"
LISTS = ("agencies", "vendors")


def city_names() -> tuple[str, ...]:
    """The cities that come with the project."""
    return tuple(sorted(path.stem for path in CITIES.glob("*.yaml")))


def with_institutions(given: Mapping[str, Any]) -> dict[str, Any]:
    """`given`, a city file, with the lists that it takes over written out.

    Raises `ValueError` when there is no such city, or when that one takes them over itself.
    """
    product = _figure(given.get("product"))
    return {key: _taken_over(key, value, product) if key in LISTS else value for key, value in given.items()}


def _taken_over(key: str, value: Any, product: float) -> Any:
    if not isinstance(value, Mapping):
        return value
    changes = {word: inner for word, inner in value.items() if word not in ("like", "source")}
    name = value.get("like")
    other = _city(key, name)
    why = value.get("source", "assumption")
    scale = product / _figure(other["product"])
    return [
        {**row, **({"value": round(row["value"] * scale)} if key == "agencies" else {}), **changes,
         "source": f"{why}; the rest as in {other['title']}"}
        for row in other[key]
    ]  # fmt: skip


def _city(key: str, name: Any) -> Mapping[str, Any]:
    """The plain city file whose list `key` is taken over."""
    if not isinstance(name, str) or name not in city_names():
        raise ValueError(
            f"{key} takes a list, or `like:` and the name of a city; {nearest(str(name), city_names())}"
        )
    other = _read(name)
    if isinstance(other[key], Mapping):
        raise ValueError(f"{key} of {name} are themselves like {other[key]['like']}. Name that city instead.")
    return other


@cache
def _read(name: str) -> Mapping[str, Any]:
    data: Mapping[str, Any] = YAML(typ="safe", pure=True).load((CITIES / f"{name}.yaml").read_text("utf-8"))
    return data


def _figure(given: Any) -> float:
    """A figure written bare or with its source; 1 when it is missing, which the checks report."""
    value = given.get("value") if isinstance(given, Mapping) else getattr(given, "value", given)
    return float(value) if isinstance(value, (int, float)) and value > 0 else 1.0
