"""A plan kept as files that need nothing else: its scenario, and its city beside it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.running.keeping.atomic import write_text
from sim.scenario import load_scenario, scenario_text
from sim.scenario.hash import digest, figures

if TYPE_CHECKING:
    from experiments.running.runner import Plan
    from sim.city.spec import CitySpec
    from sim.scenario import Scenario

CITIES = "cities"
SHORT = 8  # digits of a city's hash in the name of its file


def file_name(name: str) -> str:
    """A plan's name as a file's: letters, digits, dots and dashes."""
    return re.sub(r"[^\w.-]+", "-", name.removesuffix(".yaml")).strip("-.") or "plan"


def keep_scenario(folder: Path, plan: Plan) -> Path:
    """Write a plan into `folder` as a scenario file that builds on no other, with its city's file.

    Reading it gives the same content and the same hash, on any computer with the same model.
    """
    city = f"{CITIES}/{plan.scenario.city.name}-{digest(figures(plan.scenario.city))[:SHORT]}.yaml"
    path = folder / f"{file_name(plan.name)}.yaml"
    write_text(folder / city, _city_text(plan.scenario.city))
    write_text(path, scenario_text(replace(plan.scenario, city_as_written=city)))
    return path


def kept_scenario(folder: Path, name: str) -> Scenario:
    """The scenario of the plan called `name`, as `keep_scenario` wrote it."""
    return replace(load_scenario(folder / f"{file_name(name)}.yaml"), name=name)


def _city_text(city: CitySpec) -> str:
    from ruamel.yaml import YAML

    stream = io.StringIO()
    YAML().dump(city.model_dump(mode="json", exclude_none=True), stream)
    return stream.getvalue()
