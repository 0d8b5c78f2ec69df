"""From merged nodes to a `Scenario`: every part checked, every problem noted."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from sim.scenario.calendar import Calendar
from sim.scenario.calibrated import with_calibrated
from sim.scenario.city import Places, places_of, resolve_city
from sim.scenario.files import display, named
from sim.scenario.keys import LISTS, TOP, Key, checked_keys, fits
from sim.scenario.nodes import Findings, Node, Place
from sim.scenario.observed import check_observed
from sim.scenario.parts import Scenario
from sim.scenario.shifts import check_shifts
from sim.scenario.uses import check_case_parameters, check_parameters, check_policies, check_shocks

CITY = "marenga"
"""The city of a scenario that names none."""
SOURCE = Key("text", "One source.")


def build(node: Node, name: str, path: Path | None, findings: Findings) -> Scenario | None:
    """The scenario in `node`; None when its city is unusable. What is wrong goes to `findings`.

    `path` is the file it came from, None for Python data.
    """
    root = path.parent if path else Path.cwd()
    if "parameters" in node.keys:
        node = Node(node.keys | {"parameters": named(node.keys["parameters"])}, node.place, node.key)
    good = checked_keys(node, TOP, findings)
    if "parameters" in good:
        good["parameters"] = with_calibrated(good["parameters"], root, findings)
    written = good.get("city", Node(CITY, node.place, node.place))
    city = resolve_city(written, root, findings)
    extent = _extent(good)
    calendar = Calendar(extent["start"], extent["months"], findings)
    parts = _parts(good, calendar, places_of(city))
    if city is None:
        return None
    where = display(path) if path else ""
    return replace(
        Scenario(city, name, path=where, city_as_written=written.plain()),
        **_words(good, name),
        **extent,
        **parts,
    )


def _parts(good: dict[str, Node], calendar: Calendar, places: Places | None) -> dict[str, Any]:
    """The parameters and lists of a scenario."""
    findings = calendar.findings
    nowhere = Place("")
    nothing = Node([], nowhere, nowhere)
    part = {word: good.get(word, nothing) for word in ("parameters", "case_parameters", *LISTS)}
    parameters = check_parameters(part["parameters"], findings)
    uses = [*part["policies"].items, *part["shocks"].items]
    return {
        "parameters": parameters,
        "policies": check_policies(part["policies"], places, calendar),
        "shifts": check_shifts(part["shifts"], uses, parameters, calendar),
        "shocks": check_shocks(part["shocks"], places, calendar),
        "case_parameters": check_case_parameters(part["case_parameters"], findings),
        "observed": check_observed(part["observed"], calendar),
        "sources": tuple(item.value for item in part["sources"].items if fits(item, SOURCE, findings)),
    }


def _words(good: dict[str, Node], name: str) -> dict[str, Any]:
    """Title (from the file's name when there is none or an empty one), question and description."""
    words = {"title": name.replace("_", " ").replace("-", " ").capitalize()}
    for word in ("title", "question", "description"):
        if word in good:
            words[word] = good[word].value.strip() or words.get(word, "")
    return words


def _extent(good: dict[str, Node]) -> dict[str, Any]:
    """Start, length and size, each as written or else as `Scenario` declares it."""
    extent: dict[str, Any] = {}
    for known in fields(Scenario):
        if known.name in ("start", "months", "residents"):
            value: Any = good[known.name].value if known.name in good else known.default
            extent[known.name] = value if known.name == "start" else int(value)
    return extent
