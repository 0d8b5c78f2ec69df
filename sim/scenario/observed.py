"""The `observed` values of a scenario file: what was measured in the real city."""

from __future__ import annotations

from sim.errors import nearest
from sim.registry import registry
from sim.scenario.calendar import Calendar
from sim.scenario.city import check_together
from sim.scenario.keys import OBSERVED, RELATIVE, checked_keys
from sim.scenario.nodes import Node
from sim.scenario.parts import Observed


def check_observed(node: Node, calendar: Calendar) -> tuple[Observed, ...]:
    """The well-formed measurements, in order."""
    return tuple(point for item in node.items if (point := _point(item, calendar)))


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
    base = checked_keys(good["relative_to"], RELATIVE, findings) if "relative_to" in good else {}
    month = calendar.month(good["date"]) if "date" in good else 0
    base_month = calendar.month(base["date"]) if "date" in base else None
    if series is None or len(findings.problems) > before:
        return None
    text = {word: good[word].value for word in ("role", "source", "note") if word in good}
    base_value = float(base["value"].value) if "value" in base else 1.0
    return Observed(
        series.value, month, float(good["value"].value), groups=groups, base_month=base_month,
        base_value=base_value, **text,
    )  # fmt: skip
