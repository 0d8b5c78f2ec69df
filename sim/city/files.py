"""Reads a city file and says in one sentence what is wrong with it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from sim.city.institutions import CITIES, city_names
from sim.city.spec import CitySpec
from sim.errors import ScenarioError, nearest

__all__ = ["CITIES", "causes", "check_city", "city_names", "dotted", "load_city", "sentence"]


def load_city(name: str) -> CitySpec:
    """The city file called `name` that comes with the project, checked."""
    if name not in city_names():
        raise ScenarioError(f"There is no city '{name}'; {nearest(name, city_names())}")
    file = CITIES / f"{name}.yaml"
    try:
        data = YAML(typ="safe", pure=True).load(file.read_text("utf-8"))
    except YAMLError as error:
        raise ScenarioError(f"{file.name}: this is not YAML: {error}.") from None
    return check_city(data, file.name)


def check_city(data: Any, file: str) -> CitySpec:
    """`data` as a checked city; `file` is what messages call it."""
    try:
        return CitySpec.model_validate(data)
    except ValidationError as error:
        raise ScenarioError("\n".join(sentence(found, file) for found in causes(error))) from None


def causes(error: ValidationError) -> list[Any]:
    """What pydantic found, without its word that a list is too short because an entry of it is wrong."""
    found = error.errors()
    return [
        one
        for one in found
        if one["type"] != "too_short"
        or not any(
            len(inner["loc"]) > len(one["loc"]) and inner["loc"][: len(one["loc"])] == one["loc"]
            for inner in found
        )
    ]


def sentence(found: Any, file: str, model: type[BaseModel] = CitySpec) -> str:
    """One pydantic finding about a `model` as "file, path = value: what is wrong. What to do."."""
    path = dotted(found["loc"])
    where = f"{file}, {path}" if path else file
    value, kind, extra = found["input"], found["type"], found.get("ctx", {})
    if kind == "extra_forbidden":
        *above, last = found["loc"]
        return f"{where}: this key is unknown; {nearest(str(last), _keys(above, model))}"
    if kind == "missing":
        return f"{where}: this key is missing. Add it."
    if kind == "value_error":
        return f"{where}: {extra['error']}"
    shown = "" if isinstance(value, (dict, list, tuple)) else f" = {value!r}"
    return f"{where}{shown}: {found['msg'][0].lower()}{found['msg'][1:]}."


def dotted(loc: tuple[str | int, ...]) -> str:
    """`districts[2].share` for a path of keys and places."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).lstrip(".")


def _keys(above: list[str | int], model: type[BaseModel]) -> list[str]:
    """The keys that the group at this path of a `model` knows."""
    group: Any = model
    for part in above:
        if isinstance(part, str):
            group = _group(group.model_fields[part].annotation)
    return list(group.model_fields)


def _group(annotation: Any) -> type[BaseModel]:
    """The model inside an annotation such as `tuple[DistrictSpec, ...]`."""
    while not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        annotation = annotation.__args__[0]
    return annotation
