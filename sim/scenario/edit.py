"""Changes values in a scenario file and keeps its comments; writes a scenario out as a file."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq

from sim.errors import ScenarioError
from sim.scenario.build import build
from sim.scenario.files import display, existing, merged_with_base
from sim.scenario.nodes import Findings
from sim.scenario.numbers import FOREVER
from sim.scenario.parts import PolicyUse, Scenario, Shift, ShockUse
from sim.scenario.yaml_reader import parse_yaml, read_text

type Steps = tuple[str | int, ...]
WIDTH = 100


def edit_file(path: str | Path, changes: Mapping[Steps, Any]) -> Scenario:
    """Set values in the file at `path`, keep its comments, and return the checked result.

    `changes` maps the way to a value, such as `("parameters", "payments.fee")` or
    `("policies", 0, "months")`, to the new value; None deletes it, and the place after the last
    entry of a list appends. Nothing is written when the result would not pass the checks:
    `ScenarioError` says why.
    """
    file = existing(Path(path))
    parsed(read_text(file, display(file)), file)
    yaml = plain_yaml()
    document = yaml.load(read_text(file, display(file)))
    for steps, value in changes.items():
        _change(document, steps, _in_one_line(value))
    stream = io.StringIO()
    yaml.dump(document, stream)
    scenario = parsed(stream.getvalue(), file)
    _write(file, stream.getvalue())
    return scenario


def save_scenario(scenario: Scenario, path: str | Path) -> Path:
    """Write `scenario` to a file of its own that builds on no other; returns its path."""
    file = Path(path)
    text = scenario_text(scenario)
    parsed(text, file)
    _write(file, text)
    return file


def scenario_text(scenario: Scenario) -> str:
    """The scenario as a scenario file without `extends`; reading it gives the same content."""
    content: dict[str, Any] = {"title": scenario.title}
    content |= {w: getattr(scenario, w) for w in ("question", "description") if getattr(scenario, w)}
    content["city"] = scenario.city_as_written or scenario.city.name
    content |= {"start": scenario.start, "months": scenario.months, "residents": scenario.residents}
    lists = {
        "parameters": _figures(scenario.parameters),
        "policies": entries(scenario.policies),
        "shifts": entries(scenario.shifts),
        "shocks": entries(scenario.shocks),
        "observed": [_observed(scenario, place) for place in range(len(scenario.observed))],
        "sources": list(scenario.sources),
        "case_parameters": list(scenario.case_parameters),
    }
    stream = io.StringIO()
    plain_yaml().dump(content | {word: inner for word, inner in lists.items() if inner}, stream)
    return stream.getvalue()


def entries(items: Sequence[PolicyUse | ShockUse | Shift]) -> list[dict[str, Any]]:
    """Policies, shocks or shifts as entries of a scenario file."""
    return [_shift(item) if isinstance(item, Shift) else _use(item) for item in items]


def plain_yaml() -> YAML:
    """A reader and writer of YAML that keeps comments, quotes and order."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = WIDTH
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def parsed(text: str, file: Path) -> Scenario:
    """The scenario in `text` as if it stood in `file`; raises `ScenarioError` with every problem."""
    findings = Findings()
    node = parse_yaml(text, display(file), findings)
    whole = merged_with_base(node, file.parent, [file], findings)
    return findings.passed(build(whole, file.stem, file, findings))


def _change(document: Any, steps: Steps, value: Any) -> None:
    """Set or delete one value; groups on the way are made when they are missing."""
    if not steps:
        raise ScenarioError("a change needs the way to a value, such as ('months',).")
    *way, last = steps
    group = document
    for step, following in zip(way, steps[1:], strict=True):
        if isinstance(group, dict) and group.get(step) is None:
            group[step] = [] if isinstance(following, int) else {}
        group = _inner(group, step, steps)
    added = isinstance(group, list) and last == len(group)
    if value is None or not (added or isinstance(group, dict)):
        _inner(group, last, steps)
    if value is None:
        del group[last]
    elif added:
        group.append(value)
    else:
        group[last] = value


def _inner(group: Any, step: str | int, steps: Steps) -> Any:
    try:
        return group[step]
    except (KeyError, IndexError, TypeError):
        way = " → ".join(str(part) for part in steps)
        raise ScenarioError(f"there is nothing at {way}. Name a key or an entry that exists.") from None


def _write(file: Path, text: str) -> None:
    """Replace the file in one step, so that a reader never meets half of it."""
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.stem}-", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        if file.exists():
            os.chmod(temporary, file.stat().st_mode)
        else:
            os.chmod(temporary, 0o644)
        os.replace(temporary, file)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise ScenarioError(f"{display(file)}: the file cannot be written ({error.strerror}).") from None


def figure(value: float) -> float:
    """A number as people write it: 5 and not 5.0."""
    return int(value) if value == int(value) else value


def _figures(values: Mapping[str, float]) -> dict[str, float]:
    return {name: figure(value) for name, value in values.items()}


def _months(start: int, end: int) -> Any:
    return _in_one_line([start] if end >= FOREVER else [start, end])


def _in_one_line(value: Any) -> Any:
    """Lists of numbers as [12, 24], also inside a group; everything else as it is."""
    if isinstance(value, Mapping):
        return {word: _in_one_line(inner) for word, inner in value.items()}
    if not isinstance(value, list) or not all(isinstance(item, (int, float)) for item in value):
        return value
    listed = CommentedSeq(value)
    listed.fa.set_flow_style()
    return listed


def _use(use: PolicyUse | ShockUse) -> dict[str, Any]:
    """One entry of policies or shocks, without what is at its usual value."""
    entry: dict[str, Any] = {"use": use.use}
    if isinstance(use, PolicyUse):
        entry["months"] = _months(use.start, use.end)
        entry |= {"ramp": use.ramp} if use.ramp else {}
    else:
        entry["month"] = use.month
    entry |= {"intensity": figure(use.intensity)} if use.intensity != 1 else {}
    aim = {"districts": list(use.target.districts), "groups": list(use.target.groups)}
    aim = {word: names for word, names in aim.items() if names}
    return entry | ({"target": aim} if aim else {}) | _figures(use.values)


def _shift(shift: Shift) -> dict[str, Any]:
    entry = {
        "param": shift.param,
        "months": _months(shift.start, shift.end),
        shift.way: figure(shift.amount),
    }
    return entry | ({"ramp": shift.ramp} if shift.ramp else {})


def _observed(scenario: Scenario, place: int) -> dict[str, Any]:
    point = scenario.observed[place]
    entry = {"series": point.series, "date": scenario.date(point.month), "value": figure(point.value)}
    if point.base_month is not None:
        base = scenario.date(point.base_month)
        entry["relative_to"] = {"date": base, "value": figure(point.base_value)}
    if point.groups:
        entry["group"] = list(point.groups)
    entry["role"] = point.role
    return entry | {word: getattr(point, word) for word in ("source", "note") if getattr(point, word)}
