"""Parameters taken from a calibrated set: `parameters: calibrated/pix`.

A set holds many draws that the measurements allow, its members. A scenario runs with one of them,
the medoid (the member nearest to all others) unless it names another, so that every seed of a plan
meets the same rules and two plans differ by what they do:

    parameters: calibrated/pix                        # the medoid
    parameters:
      use: calibrated/pix                             # or the path of a file that `calibrate` wrote
      member: 7                                       # another member, counted from 0
      case: pix                                       # also what was fitted for this case alone
      payments.fee: 0.5                               # what is written here stands above the set

The values become the scenario's own, as if they had been typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.errors import nearest
from sim.scenario.files import CALIBRATED, LONGEST_PATH, allowed, calibrated_names, display, existing
from sim.scenario.keys import CHOICE, MEMBER, SET, checked_keys
from sim.scenario.nodes import Findings, Node, Place, Refused, shown
from sim.scenario.numbers import Numbers
from sim.scenario.uses import check_parameters
from sim.scenario.yaml_reader import read_yaml

PREFIX = "calibrated/"


@dataclass(frozen=True, slots=True)
class Member:
    """One plausible draw: what all cases share, and what each case has for itself."""

    shared: Numbers
    cases: dict[str, Numbers]


@dataclass(frozen=True, slots=True)
class CalibratedSet:
    """A whole set, the least implausible member first."""

    title: str
    cases: tuple[str, ...]
    medoid: int
    members: tuple[Member, ...]


def load_set(name_or_path: str) -> CalibratedSet:
    """The set called `calibrated/…` or in the file of that path; `ScenarioError` names every problem."""
    findings = Findings()
    here = Place(shown(name_or_path))
    path = _packaged(Node(name_or_path, here, here)) or existing(Path(name_or_path))
    good = checked_keys(read_yaml(path, display(path), findings), SET, findings)
    findings.stop()
    members = [_member(item, findings) for item in good["members"].items]
    if int(good["medoid"].value) >= len(members):
        findings.about(good["medoid"], f"the set has {len(members)} members, counted from 0.")
    findings.stop()
    title = str(good["title"].value) if "title" in good else path.stem
    cases = tuple(str(item.value) for item in good["cases"].items) if "cases" in good else ()
    return CalibratedSet(title, cases, int(good["medoid"].value), tuple(members))


def _member(node: Node, findings: Findings) -> Member:
    """One member, every value checked."""
    parts = checked_keys(node, MEMBER, findings)
    own = parts["cases"].keys if "cases" in parts else {}
    shared = check_parameters(parts["shared"], findings) if "shared" in parts else Numbers()
    return Member(shared, {name: check_parameters(inner, findings) for name, inner in own.items()})


def with_calibrated(node: Node, root: Path, findings: Findings) -> Node:
    """`parameters` with the values of the set that it names under its own.

    A path must stay within `root`, the folder of the scenario, or within the packaged sets.
    """
    choice = {word: inner for word, inner in node.keys.items() if word in CHOICE}
    own = {word: inner for word, inner in node.keys.items() if word not in CHOICE}
    if not choice:
        return node
    good = checked_keys(Node(choice, node.place, node.key), CHOICE, findings)
    if "use" not in good:
        return Node(own, node.place, node.key)
    try:
        path = _file(good["use"], root)
        file = read_yaml(path, display(path), findings)
    except Refused as refused:
        findings.problems.append(refused.problem)
        return Node(own, node.place, node.key)
    return Node(_values(file, good, findings) | own, node.place, node.key)


def _file(use: Node, root: Path) -> Path:
    """The file of the set that a scenario names, which must not lead out of the scenario's folder."""
    packaged = _packaged(use)
    if packaged:
        return packaged
    path = Path(use.place.file).parent / use.value
    allowed(path, [root, CALIBRATED], use)
    return existing(path)


def _packaged(use: Node) -> Path | None:
    """The file of a set that comes with the program; None for a path; `Refused` for anything else."""
    name: str = use.value
    known = {f"{PREFIX}{word}": path for word, path in calibrated_names().items()}
    if name in known:
        return known[name]
    if not name.endswith((".yaml", ".yml")) or "\0" in name or len(name) > LONGEST_PATH:
        hint = nearest(name, known) if known else "none is known."
        raise Refused(use.place, f"there is no calibrated set {shown(name)}; {hint}")
    return None


def _values(file: Node, choice: dict[str, Node], findings: Findings) -> dict[str, Any]:
    """The nodes of the chosen member, by parameter; each keeps its place in the set's file."""
    good = checked_keys(file, SET, findings)
    members = good["members"].items if "members" in good else []
    if "medoid" not in good or not members:
        return {}
    asked = choice.get("member", good["medoid"])
    place = int(asked.value)
    if place >= len(members):
        findings.about(
            asked, f"the set has {len(members)} members, counted from 0. Write 0 to {len(members) - 1}."
        )
        return {}
    parts = checked_keys(members[place], MEMBER, findings)
    values = dict(parts["shared"].keys) if "shared" in parts else {}
    case = choice.get("case")
    if case is None:
        return values
    cases = parts["cases"].keys if "cases" in parts else {}
    if case.value not in cases:
        findings.about(case, f"the set was not fitted to this case; {nearest(case.value, cases)}")
        return values
    return values | cases[case.value].keys
