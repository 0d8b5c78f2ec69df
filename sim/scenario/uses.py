"""The `parameters`, `policies` and `shocks` of a scenario file, checked against the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.errors import nearest
from sim.params import Param
from sim.registry import registry
from sim.rules import Rule
from sim.scenario.calendar import Calendar
from sim.scenario.city import Places, check_target
from sim.scenario.keys import POLICY, SHOCK, Key, checked_keys, number_hint
from sim.scenario.nodes import Findings, Node
from sim.scenario.numbers import Numbers
from sim.scenario.parts import PolicyUse, ShockUse

MOST_OWN = 3
"""Parameters that may differ from case to case; with more of them any curve could be fitted."""


def check_parameters(node: Node, findings: Findings) -> Numbers:
    """Values by dotted name, each within the bounds of its parameter."""
    known = registry().params
    good: dict[str, float] = {}
    for word, inner in node.keys.items():
        if word not in known:
            findings.add(inner.key, f"'{word}' is not a known parameter; {nearest(word, known)}")
        elif check_number(inner, known[word], findings):
            good[word] = float(inner.value)
    return Numbers(good)


def check_case_parameters(node: Node, findings: Findings) -> tuple[str, ...]:
    """Names of parameters that a calibration may fit for this case alone: at most three, each once."""
    known = registry().params
    good: list[str] = []
    for item in node.items:
        if item.value not in known:
            findings.about(item, f"this is not a known parameter; {nearest(str(item.value), known)}")
        elif item.value in good:
            findings.about(item, "this is already in the list. Delete one of the two.")
        else:
            good.append(item.value)
    if len(good) > MOST_OWN:
        findings.add(
            node.place,
            f"{len(good)} parameters are one case's own; at most {MOST_OWN} may be. Share the others.",
        )
    return tuple(good)


def check_number(node: Node, param: Param, findings: Findings, entries: str = "") -> bool:
    """Whether `node` is acceptable for `param`; `entries` is the list from which it can be deleted."""
    problem = param.problem(node.value)
    if not problem:
        return True
    sentence = problem.partition(", not ")[0]  # about() repeats the value
    hint = ""
    if isinstance(node.value, bool) or not isinstance(node.value, (int, float)):
        hint = f" {number_hint(node.value)}"
    elif entries and node.value < param.bounds[0]:
        hint = f" To switch {param.rule} off, delete this entry from {entries}."
    findings.about(node, f"{sentence}.{hint}")
    return False


def check_policies(node: Node, places: Places | None, calendar: Calendar) -> tuple[PolicyUse, ...]:
    """The uses of policies, in order."""
    return tuple(use for item in node.items if (use := _policy(item, places, calendar)))


def check_shocks(node: Node, places: Places | None, calendar: Calendar) -> tuple[ShockUse, ...]:
    """The crises, in order."""
    return tuple(use for item in node.items if (use := _shock(item, places, calendar)))


def _policy(node: Node, places: Places | None, calendar: Calendar) -> PolicyUse | None:
    findings = calendar.findings
    rule = _rule(node, registry().policies, "policy", "policies", findings)
    if rule is None:
        return None
    good, values = _entry(node, rule, POLICY, "policies", findings)
    start, end = calendar.span(good)
    ramp = int(good["ramp"].value) if "ramp" in good else 0
    aim = check_target(good.get("target"), places, findings)
    return PolicyUse(rule.name, start, end, ramp, _intensity(good), aim, values)


def _shock(node: Node, places: Places | None, calendar: Calendar) -> ShockUse | None:
    findings = calendar.findings
    rule = _rule(node, registry().shocks, "shock", "shocks", findings)
    if rule is None:
        return None
    good, values = _entry(node, rule, SHOCK, "shocks", findings)
    if ("month" in node.keys) == ("date" in node.keys):
        findings.add(node.place, "a shock needs one month. Write `month: 24` or `date: 2028-01`.")
    month = calendar.month(good["date"]) if "date" in good else 0
    if "month" in good:
        month = int(good["month"].value)
        calendar.within(good["month"], month)
    when = good.get("month") or good.get("date")
    if when and month == 0:
        findings.about(
            when,
            "month 0 is the city as it starts, before anything happens. The first shock can be in month 1.",
        )
    aim = check_target(good.get("target"), places, findings)
    return ShockUse(rule.name, month, _intensity(good), aim, values)


def _rule(
    node: Node, known: Mapping[str, type[Rule]], kind: str, entries: str, findings: Findings
) -> type[Rule] | None:
    """The rule that the `use` of `node` names; None after a problem."""
    use = node.keys.get("use")
    if use is None:
        findings.add(
            node.place, f"an entry of {entries} names its {kind}. Write `use: {min(known, default='…')}`."
        )
    elif not isinstance(use.value, str) or use.value not in known:
        findings.about(use, f"this is not a known {kind}; {nearest(str(use.value), known)}")
    else:
        return known[use.value]
    return None


def _entry(
    node: Node, rule: type[Rule], common: Mapping[str, Key], entries: str, findings: Findings
) -> tuple[dict[str, Node], Numbers]:
    """The well-formed common keys of an entry, and the numbers of its own rule."""
    own = {word: Key("any", param.label) for word, param in rule.params.items() if word not in common}
    good = checked_keys(node, {**common, **own}, findings)
    values: dict[str, Any] = {}
    for word in own:
        if word in good and check_number(good[word], rule.params[word], findings, entries):
            values[word] = good[word].value
    return good, Numbers(values)


def _intensity(good: dict[str, Node]) -> float:
    return float(good["intensity"].value) if "intensity" in good else 1.0
