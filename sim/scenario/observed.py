"""The `observed` values of a scenario file: what was measured in the real city.

Points of one series that have no `role` are divided: the last quarter is held back (`validate`), the
others are fitted (`calibrate`).
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from sim.errors import nearest
from sim.registry import registry
from sim.scenario.calendar import Calendar
from sim.scenario.city import check_together
from sim.scenario.keys import OBSERVED, RELATIVE, checked_keys
from sim.scenario.nodes import Findings, Node
from sim.scenario.parts import Observed


def check_observed(node: Node, calendar: Calendar) -> tuple[Observed, ...]:
    """The well-formed measurements, in order, each with a role."""
    points: list[Observed] = []
    seen: dict[tuple[Any, ...], Node] = {}
    for item in node.items:
        point = _point(item, calendar)
        if point is None:
            continue
        key = (*_series(point), point.month)
        if key in seen:
            calendar.findings.add(
                item.place,
                f"{point.series} was already measured in this month, {_where(seen[key])}. Keep one of the two.",
            )
        seen.setdefault(key, item)
        points.append(point)
    return _with_roles(points)


def _series(point: Observed) -> tuple[Any, ...]:
    """What the points of one series have in common."""
    return point.series, point.groups, point.base_month


def _where(node: Node) -> str:
    """Where an earlier entry stands, in words."""
    return f"in line {node.place.line}" if node.place.line else f"at {node.place.path}"


def _with_roles(points: list[Observed]) -> tuple[Observed, ...]:
    """Points that have no role get one: the last quarter of each series is held back."""
    held: set[int] = set()
    for key in {_series(point) for point in points}:
        bare = [k for k, point in enumerate(points) if _series(point) == key and not point.role]
        late = sorted(bare, key=lambda k: points[k].month)
        held.update(late[len(late) - math.ceil(len(late) / 4) :] if len(late) > 1 else [])
    return tuple(
        point if point.role else replace(point, role="validate" if k in held else "calibrate")
        for k, point in enumerate(points)
    )


def _in_range(node: Node, unit: str, relative: bool, findings: Findings) -> None:
    """Note a problem when a share is no share, or a count is below zero."""
    value = float(node.value)
    if unit.startswith("share") and not relative and not 0 <= value <= 1:
        hint = f" For {value:g} %, write {value / 100:g}." if 1 < value <= 100 else ""
        findings.about(node, f"this is a {unit}, which runs from 0 to 1.{hint}")
    elif relative and value < 0:
        findings.about(node, "a value relative to a month cannot be below zero.")


def _point(node: Node, calendar: Calendar) -> Observed | None:
    """One measured value; None after a problem."""
    findings = calendar.findings
    before = len(findings.problems)
    good = checked_keys(node, OBSERVED, findings)
    known = registry().indicators
    series = good.get("series")
    if series and series.value not in known:
        findings.about(series, f"this is not a known indicator; {nearest(series.value, known)}")
    groups = check_together(good["group"], findings) if "group" in good else ()
    if groups and series and series.value in known and not known[series.value].by_group:
        findings.about(good["group"], f"'{series.value}' is not told by group. Leave `group` out.")
    elif series and series.value in known and "value" in good:
        _in_range(good["value"], known[series.value].unit, "relative_to" in good, findings)
    base = checked_keys(good["relative_to"], RELATIVE, findings) if "relative_to" in good else {}
    month = calendar.month(good["date"]) if "date" in good else 0
    base_month = calendar.month(base["date"]) if "date" in base else None
    if series is None or len(findings.problems) > before:
        return None
    text = {word: good[word].value for word in ("role", "source", "note") if word in good}
    base_value = float(base["value"].value) if "value" in base else 1.0
    return Observed(
        series.value, month, float(good["value"].value), **text, groups=groups, base_month=base_month,
        base_value=base_value,
    )  # fmt: skip
