"""Small cities lived to the end, and their state as bytes, for laws about whole runs."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

import numpy as np

from sim.city.synthesis import synthesise
from sim.model import DPICity
from sim.scenario import Scenario, load_scenario, scenario_from_dict
from sim.tables import TABLES, City

RESIDENTS, MONTHS = 2000, 12


def scenario(
    *policies: dict[str, Any], months: int = MONTHS, residents: int = RESIDENTS, **parts: Any
) -> Scenario:
    """The baseline on a small scale and with all components, with `policies` and other parts of a file."""
    parts["parameters"] = {"components.assistant_launch": 0, **parts.get("parameters", {})}
    small = {"extends": "baseline", "residents": residents, "months": months}
    return scenario_from_dict({**small, "policies": list(policies), **parts}, "law")


@cache
def people(seed: int = 1, residents: int = RESIDENTS) -> City:
    """The people of one seed, made once; every model forks them."""
    return synthesise(load_scenario("baseline").city, residents, seed)


def lived(plan: Scenario, seed: int = 1, *, history: bool = False) -> DPICity:
    """A city that has lived through `plan` to the end."""
    model = DPICity(plan, seed, city=people(seed, plan.residents), history=history)
    model.run_model()
    return model


def state(model: DPICity) -> dict[str, bytes]:
    """Every column of every table, and every count and series of the record, as bytes."""
    record = model.record
    columns = {c.key: model.city.column(c.key) for t in TABLES for c in model.city.table(t).columns.values()}
    counted = {f"counts.{name}": values for name, values in record.counts.items()}
    series = {f"series.{name}": values for name, values in record.series.items()}
    return {name: values.tobytes() for name, values in {**columns, **counted, **series}.items()}


def differing(one: DPICity, other: DPICity) -> list[str]:
    """The names of what is not the same to the last bit."""
    mine, theirs = state(one), state(other)
    return sorted(name for name in mine | theirs if mine.get(name) != theirs.get(name))


def fingerprint(model: DPICity) -> str:
    """All of a city and its record, in one short text."""
    digest = hashlib.sha256()
    for name, values in sorted(state(model).items()):
        digest.update(name.encode() + values)
    digest.update(np.ascontiguousarray(model.record.spend).tobytes())
    return digest.hexdigest()
