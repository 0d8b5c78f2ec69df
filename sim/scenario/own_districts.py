"""A city whose districts stand in files of the user's own: `districts: {csv: …, geojson: …}`.

    city:
      use: marenga
      districts:
        csv: town/districts.csv          # name, population, income, coverage and perhaps area
        geojson: town/districts.geojson  # outlines with the property `name`; without it a map is made up

Paths start from the file that names them and must stay in the scenario's folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sim.city.own_districts import read_districts, read_polygons, with_polygons
from sim.city.spec_parts import DistrictSpec
from sim.errors import ScenarioError
from sim.scenario.files import allowed, existing
from sim.scenario.keys import DISTRICTS, checked_keys
from sim.scenario.nodes import Findings, Node, Refused, from_python


def with_own_districts(city: Node, before: Node, root: Path, findings: Findings) -> Node | None:
    """`city` with the districts of the user's files written out; None after a problem.

    `before` is the city without the scenario's changes: its districts get the outlines of a map that
    comes without a CSV.
    """
    node = city.keys.get("districts")
    if node is None or not node.keys or "value" in node.keys:
        return city
    good = checked_keys(node, DISTRICTS, findings)
    if not good:
        return None
    try:
        listed = _listed(good, before, root)
    except Refused as refused:
        findings.problems.append(refused.problem)
        return None
    except ScenarioError as error:  # a cell or a feature is wrong: the message names file and row
        findings.add(node.place, str(error))
        return None
    return Node(
        {**city.keys, "districts": from_python(listed, node.place.file, "city.districts")},
        city.place,
        city.key,
    )


def _listed(good: dict[str, Node], before: Node, root: Path) -> list[dict[str, Any]]:
    """The districts of the CSV, or else of the city itself, with the outlines of the map."""
    if "csv" in good:
        districts = read_districts(_file(good["csv"], root))
    else:
        inner = before.keys.get("districts")
        districts = [DistrictSpec.model_validate(item.plain()) for item in (inner.items if inner else [])]
    if "geojson" in good:
        path = _file(good["geojson"], root)
        districts = with_polygons(districts, read_polygons(path), path.name)
    return [district.model_dump(mode="json") for district in districts]


def _file(node: Node, root: Path) -> Path:
    path = Path(node.place.file).parent / node.value
    allowed(path, [root], node)
    return existing(path)
