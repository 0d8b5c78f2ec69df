"""The city of a scenario: found by name or path, changed where the scenario says so, and checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sim.city.columns import AGES, AREAS, EDUCATION, WORK
from sim.city.files import CITIES, city_names
from sim.city.groups import DISABILITY, FIFTHS, MIGRATION, SEX
from sim.city.spec import CitySpec
from sim.errors import nearest
from sim.scenario.files import LONGEST_PATH, allowed, display, existing, laid_over
from sim.scenario.keys import AIMED, checked_keys
from sim.scenario.models import validated
from sim.scenario.nodes import Findings, Node, Refused, shown
from sim.scenario.own_districts import with_own_districts
from sim.scenario.parts import Target
from sim.scenario.yaml_reader import read_yaml

GROUPS = {
    "sex": SEX, "age": AGES, "fifth": FIFTHS, "education": EDUCATION, "disability": DISABILITY,
    "migrant": MIGRATION, "work": WORK, "area": AREAS,
}  # fmt: skip
"""The labels that a target may name, by dimension; sim/city/groups.py cuts the population this way."""


@dataclass(frozen=True, slots=True)
class Places:
    """The names a target may use: the city's districts, besides kinds of area and groups."""

    city: str
    districts: tuple[str, ...]


def resolve_city(node: Node, root: Path, findings: Findings) -> CitySpec | None:
    """The city that `node` names, with its changes laid over; None after a problem.

    A path must stay within `root`, the folder of the scenario, or within the packaged cities.
    """
    changes = {word: inner for word, inner in node.keys.items() if word != "use"}
    use = node.keys.get("use", node)
    if not isinstance(use.value, str):
        findings.about(use, f"this takes the name of a city or `use: name`; {_cities('')}")
        return None
    try:
        path = _city_file(use, root)
        file = read_yaml(path, display(path), findings)
    except Refused as refused:
        findings.problems.append(refused.problem)
        return None
    whole = laid_over(file, Node(changes, file.place, file.key))
    written = with_own_districts(whole, file, root, findings)
    return None if written is None else validated(CitySpec, written, findings, "city")


def _city_file(use: Node, root: Path) -> Path:
    """The file of a city: one that comes with the program, or the user's own."""
    name: str = use.value
    if name in city_names():
        return CITIES / f"{name}.yaml"
    if not name.endswith((".yaml", ".yml")) or "\0" in name or len(name) > LONGEST_PATH:
        raise Refused(use.place, f"there is no city '{name[:60]}'; {_cities(name)}")
    path = Path(use.place.file).parent / name
    allowed(path, [root, CITIES], use)
    return existing(path)


def _cities(name: str) -> str:
    return nearest(name, city_names()) + " A file of your own ends in .yaml."


def places_of(city: CitySpec | None) -> Places | None:
    """What can be aimed at in `city`; None when the city itself is in doubt."""
    if city is None:
        return None
    return Places(city.title, tuple(district.name for district in city.districts))


def check_target(node: Node | None, places: Places | None, findings: Findings) -> Target:
    """Districts and groups by name, each checked against the city unless the city is in doubt."""
    if node is None:
        return Target()
    aimed = checked_keys(node, AIMED, findings)
    if places is None:
        return Target()
    lists = {word: aimed[word].items if word in aimed else [] for word in AIMED}
    districts = [_district(item, places, findings) for item in lists["districts"]]
    groups = [_group(item, findings) for item in lists["groups"]]
    return Target(tuple(filter(None, districts)), tuple(filter(None, groups)))


def check_together(node: Node, findings: Findings) -> tuple[str, ...]:
    """The labels of one group, or of several groups of one dimension that are taken together."""
    items = node.items if isinstance(node.value, list) else [node]
    labels = tuple(filter(None, (_group(item, findings) for item in items)))
    dimensions = {dimension for dimension, known in GROUPS.items() if set(known) & set(labels)}
    if len(dimensions) > 1 or len(set(labels)) < len(labels):
        findings.about(node, "these groups overlap. Name groups of one kind, each once.")
    return labels


def _district(node: Node, places: Places, findings: Findings) -> str:
    """The name of a district or a kind of area (a city file's short word too); "" after a problem."""
    name = node.value
    if isinstance(name, str) and name in places.districts:
        return name
    for area in AREAS:
        if name in (area, area.partition(" ")[0]):
            return area
    hint = nearest(str(node.plain()), (*places.districts, *AREAS))
    findings.about(node, f"{places.city} has no such district or kind of area; {hint}")
    return ""


def _group(node: Node, findings: Findings) -> str:
    """The label of a group, given alone or as `dimension: label`; "" after a problem."""
    dimension, label = "", node.value
    if len(node.keys) == 1:
        dimension, inner = next(iter(node.keys.items()))
        label = inner.value
    elif isinstance(label, str) and ": " in label:
        dimension, _, label = label.partition(": ")
    if dimension and dimension not in GROUPS:
        hint = nearest(dimension, GROUPS)
        findings.add(node.place, f"'{dimension}' does not divide residents into groups; {hint}")
        return ""
    known = [g for d, labels in GROUPS.items() if dimension in ("", d) for g in labels]
    if isinstance(label, str) and label in known:
        return label
    findings.add(
        node.place, f"{shown(node.plain())} is not a group of residents; {nearest(str(label), known)}"
    )
    return ""
