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

from pathlib import Path
from typing import Any

from sim.errors import nearest
from sim.scenario.files import CALIBRATED, LONGEST_PATH, allowed, calibrated_names, display, existing
from sim.scenario.keys import CHOICE, MEMBER, SET, checked_keys
from sim.scenario.nodes import Findings, Node, Refused, shown
from sim.scenario.yaml_reader import read_yaml

PREFIX = "calibrated/"


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
    """The file of a set: one that comes with the program, or the user's own."""
    name: str = use.value
    known = calibrated_names()
    if name.removeprefix(PREFIX) in known and name.startswith(PREFIX):
        return known[name.removeprefix(PREFIX)]
    if not name.endswith((".yaml", ".yml")) or "\0" in name or len(name) > LONGEST_PATH:
        hint = nearest(name, (f"{PREFIX}{word}" for word in known)) if known else "none is known."
        raise Refused(use.place, f"there is no calibrated set {shown(name)}; {hint}")
    path = Path(use.place.file).parent / name
    allowed(path, [root, CALIBRATED], use)
    return existing(path)


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
