"""A user's own measurements: a CSV with one measured value in a row.

    series,date,value,unit,role,group,source
    payments,2024-03,0.31,share,calibrate,,household survey

`series` names an indicator, `date` is a month (a day after it is ignored). `unit`, where given, must
be the indicator's; `role`, where left out, holds back the last quarter of each series; `group` is a
group of residents, several joined by "+". Every error names the row.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sim.errors import nearest
from sim.registry import registry
from sim.scenario.calendar import Calendar
from sim.scenario.files import display
from sim.scenario.nodes import Findings, Node, Place
from sim.scenario.observed import check_observed
from sim.scenario.parts import Scenario
from sim.scenario.yaml_reader import read_text
from sim.spreadsheet import rows

NEEDED = ("series", "date", "value")
KNOWN = (*NEEDED, "unit", "role", "group", "source", "note")
DAY = re.compile(r"(\d{4}-\d{2})-\d{2}")
NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")


def with_points(scenario: Scenario, path: Path) -> Scenario:
    """`scenario` with the measurements of the CSV at `path` instead of its own.

    Raises `ScenarioError` with every problem in the file, one to a line.
    """
    findings = Findings()
    file = display(path)
    try:
        entries = list(_rows(read_text(path, file), file, findings))
    except csv.Error as error:
        told = f"this cannot be read as a table ({error}). Look for a quotation mark without its partner."
        findings.add(Place(file), told)
    findings.stop()
    if not entries:
        findings.add(Place(file), "there is no measured value in it. Write one to a row.")
    top = Place(file)
    points = check_observed(Node(entries, top, top), Calendar(scenario.start, scenario.months, findings))
    findings.stop()
    return replace(scenario, observed=points)


def _rows(text: str, file: str, findings: Findings) -> Iterator[Node]:
    """Every row that is not empty as an entry of `observed`; the header is row 1."""
    table = rows(text)
    header = [name.strip() for name in next(table, [])]
    for word in NEEDED:
        if word not in header:
            findings.add(Place(file, 1, 1), f"the column '{word}' is missing; {nearest(word, header)}")
    for place, word in enumerate(header, start=1):
        if word not in KNOWN:
            findings.add(Place(file, 1, place), f"'{word}' is not a known column; {nearest(word, KNOWN)}")
    if findings.problems:
        return
    for line, cells in enumerate(table, start=2):
        if any(cell.strip() for cell in cells):
            yield _entry(dict(zip(header, cells, strict=False)), header, Place(file, line, 1), findings)


def _entry(row: dict[str, str], header: list[str], place: Place, findings: Findings) -> Node:
    """One row as a group of keys; an empty cell that is needed becomes a problem."""
    keys: dict[str, Node] = {}
    for column, word in enumerate(header, start=1):
        spot = Place(place.file, place.line, column, word)
        text = (row.get(word) or "").strip()
        if not text:
            if word in NEEDED:
                findings.add(spot, "this cell is empty. Fill it in, or delete the row.")
            continue
        keys[word] = Node(_value(word, text), spot, spot)
    unit = keys.pop("unit", None)
    if unit is not None and "series" in keys:
        _check_unit(unit, str(keys["series"].value), findings)
    if "group" in keys:
        spot = keys["group"].place
        names = [Node(name.strip(), spot, spot) for name in str(keys["group"].value).split("+")]
        keys["group"] = Node(names, spot, spot)
    return Node(keys, place, place)


def _value(word: str, text: str) -> str | float:
    if word == "date":
        day = DAY.fullmatch(text)
        return day[1] if day else text
    return float(text) if word == "value" and NUMBER.fullmatch(text) else text


def _check_unit(unit: Node, series: str, findings: Findings) -> None:
    """The unit of a row must be that of the indicator, or its first word."""
    known = registry().indicators
    if series in known and unit.value not in (known[series].unit, known[series].unit.partition(" ")[0]):
        findings.about(
            unit, f"{series} is measured in '{known[series].unit}'. Convert the value, or fix the unit."
        )
