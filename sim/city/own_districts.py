"""A user's own districts: a CSV of names and figures, and a GeoJSON map of their outlines."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

from sim.city.files import check_city
from sim.city.outlines import fault, simplified
from sim.city.spec import AREA_CODES, CitySpec
from sim.city.spec_parts import DistrictSpec
from sim.errors import CONTROL, CONTROLLED, ScenarioError, nearest
from sim.spreadsheet import rows

type Rings = tuple[tuple[tuple[float, float], ...], ...]

MOST_BYTES = 20_000_000
MOST_ROWS = 500
NEEDED = ("name", "population", "income", "coverage")
LEAST_KM, MOST_KM = 0.1, 1_000  # the largest municipality of the world is less than 500 km across
KM_PER_DEGREE_EAST = 111.320  # at the equator (WGS 84)
KM_PER_DEGREE_NORTH = 110.574


def read_districts(path: Path) -> list[DistrictSpec]:
    """Districts from a CSV with the columns name, population, income, coverage and perhaps area.

    Cells and decimals may be as a spreadsheet writes them (see `sim.spreadsheet`). `population` is a
    number of adults (or any number in proportion), `income` the typical income in any currency,
    `coverage` a share. Shares and relative incomes are worked out from them.
    """
    found = list(_rows(path))
    total = sum(number(row, "population", where, 1e-9, 1e9) for where, row in found)
    people = [number(row, "population", where, 1e-9, 1e9) / total for where, row in found]
    incomes = [number(row, "income", where, 1e-9, 1e12) for where, row in found]
    typical = math.exp(sum(p * math.log(i) for p, i in zip(people, incomes, strict=True)))
    return [_district(row, where, share, min(20.0, max(0.05, income / typical)), path.name)
            for (where, row), share, income in zip(found, people, incomes, strict=True)]  # fmt: skip


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Where each row stands ("districts.csv, row 2"), and its cells by column; empty rows are passed over."""
    table = [(place, row) for place, row in enumerate(_cells(path), start=1) if any(map(str.strip, row))]
    first, top = table[0] if table else (1, [])
    header = [name.strip().lower() for name in top]
    for column in NEEDED:
        if column not in header:
            raise ScenarioError(
                f"{path.name}, row {first}: the column '{column}' is missing; {nearest(column, header)}"
            )
    if not 1 < len(table) <= MOST_ROWS + 1:
        raise ScenarioError(f"{path.name}: {len(table) - 1:,} districts. Give 1 to {MOST_ROWS}.")
    seen: dict[str, int] = {}
    for place, cells in table[1:]:
        row = dict(zip_longest(header, cells[: len(header)], fillvalue=""))
        name = " ".join(row["name"].split())
        if not 1 <= len(name) <= 60:
            raise ScenarioError(f"{path.name}, row {place}: a name has 1 to 60 letters. Write one.")
        if CONTROL.search(name):
            raise ScenarioError(f"{path.name}, row {place}: {CONTROLLED}")
        if name in seen:
            raise ScenarioError(
                f"{path.name}, row {place}: '{name}' is already in row {seen[name]}. Rename one of the two."
            )
        seen[name] = place
        yield f"{path.name}, row {place}", {**row, "name": name}


def _cells(path: Path) -> Iterator[list[str]]:
    """The rows of a table, whatever stands between its cells and at the end of its lines."""
    done = 0
    try:
        for done, row in enumerate(rows(_text(path)), start=1):  # noqa: B007  (a row that fails is the next one)
            yield row
    except csv.Error as error:
        raise ScenarioError(
            f"{path.name}, row {done + 1}: this cannot be read as a table ({error}). "
            "Look for a quotation mark without its partner."
        ) from None


def _text(path: Path) -> str:
    """The text of a file of at most 20 MB in UTF-8."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise ScenarioError(f"{path.name}: the file cannot be opened ({error.strerror}).") from None
    if len(data) > MOST_BYTES:
        raise ScenarioError(f"{path.name}: the file has more than 20 MB. Simplify it.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ScenarioError(f"{path.name}: this is not text in UTF-8. Save it again as UTF-8.") from None


def number(row: Mapping[str, str], column: str, where: str, low: float, high: float) -> float:
    """The number in one cell, within bounds."""
    text = row[column].strip()
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not low <= value <= high:
        raise ScenarioError(f"{where}, {column} = '{text[:40]}': write a number from {low:g} to {high:g}.")
    return value


def _district(row: Mapping[str, str], where: str, share: float, income: float, file: str) -> DistrictSpec:
    area = (row.get("area") or "periphery").strip()
    if area not in AREA_CODES:
        raise ScenarioError(f"{where}, area = '{area[:40]}': {nearest(area, AREA_CODES)}")
    return DistrictSpec.model_validate({
        "name": row["name"], "share": share, "area": area, "income": income,
        "coverage": number(row, "coverage", where, 0, 1), "source": f"the user's file {file}",
    })  # fmt: skip


def read_polygons(path: Path, key: str = "name") -> dict[str, Rings]:
    """Outlines by name from a GeoJSON map in longitude and latitude, as rings in km.

    Degrees become km on a plane that touches the earth at the middle of the map, which is right to
    about a thousandth within a city.
    """
    return _of_a_city(_in_km(in_degrees(_text(path), path.name, key)), path.name)


def in_degrees(text: str, file: str, key: str = "name") -> dict[str, Rings]:
    """Outlines by name from the text of a GeoJSON map, as rings of longitude and latitude.

    Longitudes go on after 180 where a city lies on both sides of that line.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise ScenarioError(f"{file}: this is not JSON. Export the map as GeoJSON.") from None
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or not 1 <= len(features) <= MOST_ROWS:
        raise ScenarioError(f"{file}: a FeatureCollection of 1 to {MOST_ROWS} districts is needed.")
    found: dict[str, Rings] = {}
    for place, feature in enumerate(features, start=1):
        where = f"{file}, feature {place}"
        name, rings = _feature(feature, where, key)
        if name in found:
            raise ScenarioError(f"{where}: '{name}' is already on the map. Rename one of the two.")
        found[name] = rings
    return _across(found)


def _feature(feature: Any, where: str, key: str) -> tuple[str, Rings]:
    """The name and the rings of one feature, in degrees."""
    try:
        name, geometry = feature["properties"][key], feature["geometry"]
        kind, coordinates = geometry["type"], geometry["coordinates"]
    except (KeyError, TypeError):
        raise ScenarioError(f"{where}: it needs the property '{key}' and a geometry.") from None
    if kind not in ("Polygon", "MultiPolygon"):
        raise ScenarioError(f"{where}: the geometry is a {str(kind)[:40]}. Draw a Polygon or a MultiPolygon.")
    parts = [coordinates] if kind == "Polygon" else coordinates
    try:
        rings = tuple(tuple((float(x), float(y)) for x, y, *_ in ring) for part in parts for ring in part)
    except (TypeError, ValueError, OverflowError):
        raise ScenarioError(
            f"{where}: a corner is not [longitude, latitude]. Export the map again."
        ) from None
    corners = [corner for ring in rings for corner in ring]
    if min((len(ring) for ring in rings), default=0) < 4 or len(corners) > 20_000:
        raise ScenarioError(f"{where}: rings have 4 corners or more, and at most 20,000 in all. Simplify it.")
    if not all(abs(x) <= 180 and abs(y) <= 85 for x, y in corners):
        raise ScenarioError(
            f"{where}: a corner is outside ±180, ±85. Export in longitude and latitude (WGS 84)."
        )
    return str(name), rings


def _across(found: dict[str, Rings]) -> dict[str, Rings]:
    """The rings, of which none jumps from 180 to -180."""
    easts = [x for rings in found.values() for ring in rings for x, _ in ring]
    if max(easts) - min(easts) <= 180:
        return found
    return {name: tuple(tuple((x % 360, y) for x, y in ring) for ring in rings)
            for name, rings in found.items()}  # fmt: skip


def _of_a_city(found: dict[str, Rings], file: str) -> dict[str, Rings]:
    """The rings in km, if they span about as much as a city does."""
    across = max(max(corner) for rings in found.values() for ring in rings for corner in ring)
    if not LEAST_KM <= across <= MOST_KM:
        raise ScenarioError(
            f"{file}: the map is {across:,.4g} km across; a city has {LEAST_KM:g} to {MOST_KM:,} km. "
            "Export in longitude and latitude (WGS 84)."
        )
    return found


def _in_km(found: dict[str, Rings]) -> dict[str, Rings]:
    """The rings of all districts in km from the south-west corner of the map."""
    corners = [corner for rings in found.values() for ring in rings for corner in ring]
    west, south = min(x for x, _ in corners), min(y for _, y in corners)
    middle = math.radians((south + max(y for _, y in corners)) / 2)
    east = KM_PER_DEGREE_EAST * math.cos(middle)
    return {name: tuple(tuple(((x - west) * east, (y - south) * KM_PER_DEGREE_NORTH) for x, y in ring)
                        for ring in rings) for name, rings in found.items()}  # fmt: skip


def with_polygons(
    districts: list[DistrictSpec], polygons: Mapping[str, Rings], file: str
) -> list[DistrictSpec]:
    """Districts with their outlines, matched by name; every district needs a good one. Too many corners become fewer."""
    for district in districts:
        if district.name not in polygons:
            hint = nearest(district.name, polygons)
            raise ScenarioError(f"{file}: the map has no district '{district.name}'; {hint}")
        if told := fault(polygons[district.name]):
            raise ScenarioError(f"{file}, '{district.name}': {told}")
    outlines = simplified({d.name: polygons[d.name] for d in districts})
    return [d.model_copy(update={"polygon": outlines[d.name]}) for d in districts]


def own_city(spec: CitySpec, table: Path | None = None, outlines: Path | None = None) -> CitySpec:
    """`spec` with the user's districts: from a CSV, from a GeoJSON map, or from both."""
    districts = read_districts(table) if table else list(spec.districts)
    if outlines:
        districts = with_polygons(districts, read_polygons(outlines), outlines.name)
    changed = {**spec.model_dump(), "districts": [d.model_dump() for d in districts]}
    return check_city(changed, (outlines or table or Path(spec.name)).name)
