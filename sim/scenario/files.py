"""Finds scenario files by name or path, follows `extends`, and merges what they say."""

from __future__ import annotations

import os
from pathlib import Path

import sim
from sim.errors import nearest
from sim.scenario.keys import LISTS
from sim.scenario.nodes import Findings, Node, Place, Refused, shown
from sim.scenario.yaml_reader import read_yaml

SCENARIOS = Path(sim.__file__).resolve().parent.parent / "scenarios"
"""The folder of the scenarios that come with the program."""
CALIBRATED = SCENARIOS / "calibrated"
"""Sets of parameters that fit measurements; see calibrated.py."""
NOT_SCENARIOS = ("cities", "calibrated")
MOST_EXTENDS = 10
LONGEST_PATH = 200
NOT_INHERITED = ("title", "question", "description", "extends", "replace")


def scenario_names() -> dict[str, Path]:
    """The scenarios that come with the program, by file stem; cities and calibrated sets are none."""
    found = sorted(SCENARIOS.glob("*.yaml")) + sorted(SCENARIOS.glob("*/*.yaml"))
    usable = [path for path in found if path.parent.name not in NOT_SCENARIOS and path.stem != "assumptions"]
    return {path.stem: path for path in reversed(usable)}


def calibrated_names() -> dict[str, Path]:
    """The calibrated sets that come with the program, by file stem."""
    return {path.stem: path for path in sorted(CALIBRATED.glob("*.yaml"))}


def display(path: Path) -> str:
    """A path as a person would type it from the current folder."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def find_scenario(name_or_path: str | Path) -> Path:
    """The file of a scenario; `Refused` with the nearest name when there is none."""
    text = str(name_or_path)
    names = scenario_names()
    if text in names:
        return names[text]
    path = Path(text)
    try:
        if path.suffix not in (".yaml", ".yml") and not path.exists():
            path = SCENARIOS / f"{text}.yaml"
            if not (_inside(path, [SCENARIOS]) and path.is_file()):
                raise Refused(Place(shown(text)), f"there is no such scenario; {nearest(text, names)}")
    except (OSError, ValueError):
        raise Refused(Place(shown(text)), "this is not a path. Give the path of a .yaml file.") from None
    return existing(path)


def existing(path: Path) -> Path:
    """`path` when it is there and stays in its own folder; otherwise `Refused`."""
    place = Place(display(path))
    try:
        inside = _inside(path, [path.parent])
        there = path.exists()
    except (OSError, ValueError):
        raise Refused(place, "this is not a path. Give the path of a .yaml file.") from None
    if not inside:
        raise Refused(place, "this is a link that leads out of its folder. Give the path of the file itself.")
    if not there and path.is_symlink():
        raise Refused(place, "this is a link to nothing, or to itself. Give the path of the file itself.")
    if not there:
        near = [other.name for other in path.parent.glob("*.y*ml")] if path.parent.is_dir() else []
        hint = nearest(path.name, near) if near else "`dpi-city new` writes one"
        raise Refused(place, f"there is no such file; {hint}")
    return path


def _inside(path: Path, folders: list[Path]) -> bool:
    real = Path(os.path.realpath(path))  # which takes links in a circle, unlike `resolve` before Python 3.13
    return any(real.is_relative_to(folder.resolve()) for folder in folders)


def read_merged(path: Path, findings: Findings) -> Node:
    """The file at `path` with everything it builds on merged in."""
    node = read_yaml(path, display(path), findings)
    return merged_with_base(node, path.parent, [path], findings)


def merged_with_base(node: Node, folder: Path, chain: list[Path], findings: Findings) -> Node:
    """`node` on top of the file that its `extends` names; `folder` is what paths must stay in."""
    extends = node.keys.get("extends")
    if extends is None:
        return merge(None, node, findings)
    root = chain[0].parent if chain else folder
    path = _base(extends, folder, root)
    real = [other.resolve() for other in chain]
    if path.resolve() in real:
        cycle = [*chain[real.index(path.resolve()) :], path]
        steps = " → ".join(other.name for other in cycle)
        raise Refused(extends.place, f"the files extend each other in a circle: {steps}. Break it.")
    if len(chain) > MOST_EXTENDS:
        raise Refused(extends.place, f"more than {MOST_EXTENDS} files extend each other. Merge some of them.")
    base = read_yaml(path, display(path), findings)
    whole = merged_with_base(base, path.parent, [*chain, path], findings)
    return merge(whole, node, findings)


def _base(extends: Node, folder: Path, root: Path) -> Path:
    """The file that `extends` names: beside the file that says so, or among the packaged ones."""
    text = extends.value
    if not isinstance(text, str) or not text or "\0" in text or len(text) > LONGEST_PATH:
        raise Refused(extends.place, "this takes the name of a scenario or the path of a file.")
    names = scenario_names()
    written = folder / (text if text.endswith((".yaml", ".yml")) else f"{text}.yaml")
    path = names[text] if text in names and not written.is_file() else written
    allowed(path, [root, SCENARIOS], extends)
    if not path.is_file():
        near = {*names, *(other.stem for other in folder.glob("*.yaml") if other.is_file())}
        raise Refused(extends.place, f"there is no scenario {shown(text)}; {nearest(text, near)}")
    return path


def allowed(path: Path, folders: list[Path], node: Node) -> None:
    """Raise `Refused` at `node` when `path`, links followed, lies outside all of `folders`."""
    if not _inside(path, folders):
        name = shown(node.value)
        raise Refused(
            node.place, f"{name} leads out of the folder {display(folders[0])}. Copy the file into it."
        )


def merge(base: Node | None, node: Node, findings: Findings) -> Node:
    """`node` on top of `base`: groups of keys merge, lists are appended to, the rest replaces."""
    if base is None:
        return node
    dropped = _dropped(node, findings)
    inherited = {
        word: inner for word, inner in base.keys.items() if word not in NOT_INHERITED and word not in dropped
    }
    for word, inner in node.keys.items():
        inherited[word] = _on_top(word, inherited[word], inner) if word in inherited else inner
    return Node(inherited, node.place, node.key)


def _dropped(node: Node, findings: Findings) -> set[str]:
    dropped: set[str] = set()
    replace = node.keys.get("replace")
    for item in replace.items if replace else []:
        if item.value in LISTS:
            dropped.add(item.value)
        else:
            findings.about(item, f"this is not an inherited list; {nearest(str(item.value), LISTS)}")
    return dropped


def _on_top(word: str, base: Node, node: Node) -> Node:
    if word in LISTS and isinstance(base.value, list) and isinstance(node.value, list):
        return Node([*base.value, *node.value], node.place, node.key)
    if word == "city":
        return _city_on_top(base, node)
    if word == "parameters":
        return laid_over(named(base), named(node))
    if isinstance(base.value, dict) and isinstance(node.value, dict):
        return laid_over(base, node)
    return node


def named(node: Node) -> Node:
    """The name of a calibrated set as a group with `use`, so that it merges with values; see calibrated.py."""
    return Node({"use": node}, node.place, node.key) if isinstance(node.value, str) else node


def laid_over(base: Node, node: Node) -> Node:
    """The keys of `node` over those of `base`, group by group; a figure goes with its own source."""
    if not (isinstance(base.value, dict) and isinstance(node.value, dict)) or "value" in node.value:
        return node
    inner = dict(base.value)
    for name, value in node.value.items():
        inner[name] = laid_over(inner[name], value) if name in inner else value
    return Node(inner, base.place, base.key)


def _city_on_top(base: Node, node: Node) -> Node:
    """A group without `use` changes the inherited city; anything else replaces it."""
    if not isinstance(node.value, dict) or "use" in node.value:
        return node
    whole = base if isinstance(base.value, dict) else Node({"use": base}, base.place, base.key)
    return laid_over(whole, node)
