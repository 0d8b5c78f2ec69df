"""Where and when the plans play: one city, one period and one size for all of them."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboards.plans.drafts import View
from dashboards.plans.files import ending, stem
from dashboards.plans.placing import placed
from experiments.language import t
from experiments.telling.names import OWN_CITY, base_title
from experiments.telling.numbers import plain
from sim.city.files import city_names, load_city
from sim.city.own_districts import own_city
from sim.city.spec import CitySpec
from sim.errors import DPICityError
from sim.scenario import Scenario

LENGTHS = (60, 120, 180, 240)
SIZES = (5_000, 20_000, 50_000, 100_000)
"""Periods in months and numbers of simulated residents that the page offers."""

NAMES = ("districts.csv", "map.geojson")
"""The two files of a person's own districts, for whoever did not name them."""
MOST_UPLOAD = 10_000_000  # letters of a table or a map


@lru_cache(maxsize=1)
def cities() -> dict[str, str]:
    """The cities that come with the program: name by title."""
    return {load_city(name).title: name for name in sorted(city_names())}


def moved_to(view: View, **change: Any) -> View:
    """All plans of a page in another city, or with another length or size, such as `months=60`."""
    first = view.drafts[0].scenario
    if "city" in change:
        name = change["city"]
        change |= {"city": load_city(name), "city_as_written": name}
    like = replace(first, **change)
    return _all_like(view, like)


def with_own_districts(
    view: View, table: str, outlines: str, most: int = MOST_UPLOAD, names: tuple[str, str] = NAMES
) -> View:
    """All plans in the present city with a person's own districts: the text of a CSV, of a GeoJSON map, or both.

    `names` are what the person calls the two files. Raises `ScenarioError` that names the row or the feature at
    fault, `DPICityError` for more than `most` letters.
    """
    if max(len(table), len(outlines)) > most:
        raise DPICityError(
            t("This file is too large: at most {most} MB can be opened here.", most=plain(most / 1e6))
        )
    first = view.drafts[0].scenario
    with tempfile.TemporaryDirectory(prefix="dpi-city-") as folder:
        paths = [
            Path(folder, kind, f"{stem(name)}{ending(name)}") for name, kind in zip(names, NAMES, strict=True)
        ]
        written = [path if text else None for path, text in zip(paths, (table, outlines), strict=True)]
        for path in paths:
            path.parent.mkdir()
        paths[0].write_text(table, encoding="utf-8")
        paths[1].write_text(outlines, encoding="utf-8")
        city = own_city(first.city, *written)
    city = city.model_copy(update={"title": own_title(first.city)})
    return _all_like(view, replace(first, city=city, city_as_written=as_written(city, first)))


def own_title(city: CitySpec) -> str:
    """What a city with a person's own districts is called; it says whose other figures it has."""
    return OWN_CITY.format(city=base_title(city.title))


def as_written(city: CitySpec, before: Scenario) -> dict[str, Any]:
    """How a scenario file says that a city has other districts."""
    base = before.city_as_written or before.city.name
    known = dict(base) if isinstance(base, dict) else {"use": base}
    districts = [d.model_dump(exclude_none=True, mode="json") for d in city.districts]
    return known | {"title": city.title, "districts": districts}


def _all_like(view: View, like: Scenario) -> View:
    drafts = tuple(replace(d, scenario=placed(d.scenario, like)) for d in view.drafts)
    return replace(view, drafts=drafts)
