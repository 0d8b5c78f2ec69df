"""Reads an experiment file, with the same care and the same kind of messages as a scenario file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.designing.experiment import Experiment
from experiments.designing.keys import EXPERIMENT, RECORD, SEEDS
from experiments.designing.space import check_space
from experiments.running.inputs import resized
from experiments.running.recording.frames import TABLES
from experiments.running.recording.recorded import Recorded
from experiments.running.runner import Plan
from sim.errors import ScenarioError, nearest
from sim.registry import registry
from sim.scenario import load_scenario
from sim.scenario.files import display, existing, scenario_names
from sim.scenario.keys import checked_keys, fits
from sim.scenario.nodes import Findings, Node, Place, Refused, from_python
from sim.scenario.yaml_reader import parse_yaml, read_text

if TYPE_CHECKING:
    from sim.scenario import Scenario

DESIGNS = Path(__file__).parents[1] / "designs"
"""The folder of the experiments that come with the program."""


def experiment_names() -> dict[str, Path]:
    """The experiments that come with the program, by name."""
    return {path.stem: path for path in sorted(DESIGNS.glob("*.yaml"))}


def find_experiment(name_or_path: str | Path) -> Path:
    """The file of an experiment; `Refused` with the nearest name when there is none."""
    text, names = str(name_or_path), experiment_names()
    if text in names:
        return names[text]
    if not text.endswith((".yaml", ".yml")):
        raise Refused(Place(text), f"there is no such experiment; {nearest(text, names)}")
    return existing(Path(text))


def load_experiment(name_or_path: str | Path) -> Experiment:
    """The experiment called `name_or_path`, or in the file of that path.

    Raises `ScenarioError` with everything that is wrong with it, one problem to a line.
    """
    path = find_experiment(name_or_path)
    findings = Findings()
    text = read_text(path, display(path))
    node = parse_yaml(text, display(path), findings)
    found = _build(node, path, findings)
    return replace(findings.passed(found), name=path.stem, text=text)


def experiment_from_dict(data: Mapping[str, Any], name: str = "experiment") -> Experiment:
    """An experiment from Python data with the keys of a file; the same checks, the same errors.

    Paths in it start from the current folder.
    """
    findings = Findings()
    found = _build(from_python(data, name), Path.cwd() / name, findings)
    text = json.dumps(data, indent=1, ensure_ascii=False, default=str)  # JSON is YAML
    return replace(findings.passed(found), name=name, text=f"{text}\n")


def _build(node: Node, path: Path, findings: Findings) -> Experiment:
    good = checked_keys(node, EXPERIMENT, findings)
    plans = _plans(good, path, findings)
    space = check_space(good.get("parameters"), good.get("design"), plans, findings)
    words = {word: good[word].value for word in ("title", "question") if word in good}
    seeds, recorded = _seeds(good.get("seeds"), findings), _recorded(good.get("record"), findings)
    return Experiment(tuple(plans), seeds, space, recorded, **words)


def _plans(good: dict[str, Node], path: Path, findings: Findings) -> list[Plan]:
    """The plans, each with the experiment's size and length."""
    items = good["scenarios"].items if "scenarios" in good else []
    if not items and "scenarios" in good:
        findings.add(good["scenarios"].place, "this takes at least one scenario. Write [baseline].")
    plans: dict[str, Plan] = {}
    for item in items:
        scenario = scenario_of(item, path, findings)
        if scenario is None:
            continue
        if scenario.name in plans:
            findings.about(item, "this scenario is given twice. Give each once, under its own name.")
        plans[scenario.name] = Plan(scenario.name, sized(scenario, good))
    return list(plans.values())


def sized(scenario: Scenario, good: Mapping[str, Node]) -> Scenario:
    """The scenario with the size and the length that a file sets."""
    residents, months = (int(good[word].value) if word in good else None for word in ("residents", "months"))
    return resized(scenario, residents, months)


def scenario_of(item: Node, path: Path, findings: Findings) -> Scenario | None:
    """The scenario that an entry names: beside the experiment file, or among the packaged ones."""
    name = item.value
    if not isinstance(name, str):
        findings.about(item, f"this takes the name of a scenario, not {item.kind()}.")
        return None
    names = scenario_names()
    beside = path.parent / name
    written = name.endswith((".yaml", ".yml"))
    if not (written and beside.is_file()) and name not in names:
        near = {*names, *(other.name for other in path.parent.glob("*.yaml") if other != path)}
        findings.about(item, f"there is no such scenario; {nearest(name, near)}")
        return None
    try:
        return load_scenario(beside if written and beside.is_file() else name)
    except ScenarioError as error:
        findings.about(item, f"this scenario has problems of its own:\n{error}")
        return None


def _seeds(node: Node | None, findings: Findings) -> tuple[int, ...]:
    if node is None:
        return (1,)
    if isinstance(node.value, dict):
        good = checked_keys(node, SEEDS, findings)
        number = int(good["number"].value) if "number" in good else 1
        first = int(good["first"].value) if "first" in good else 1
        return tuple(range(first, first + number))
    return tuple(range(1, int(node.value) + 1)) if fits(node, SEEDS["number"], findings) else (1,)


def _recorded(node: Node | None, findings: Findings) -> Recorded:
    if node is None:
        return Recorded()
    good = checked_keys(node, RECORD, findings)
    tables = _names(good.get("tables"), TABLES, "table", findings) or Recorded().tables
    indicators = _names(good.get("indicators"), registry().indicators, "indicator", findings)
    every = int(good["every"].value) if "every" in good else Recorded().every
    return Recorded(tables, every, indicators)


def _names(node: Node | None, known: Iterable[str], kind: str, findings: Findings) -> tuple[str, ...]:
    """The entries of a list of names, those left out that nobody knows."""
    words = list(known)
    found: list[str] = []
    for item in node.items if node else ():
        if item.value in words:
            found.append(item.value)
        else:
            findings.about(item, f"this is not a known {kind}; {nearest(str(item.plain()), words)}")
    return tuple(found)
