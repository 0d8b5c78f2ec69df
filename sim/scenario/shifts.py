"""The `shifts` of a scenario file: parameters that move for a while and come back."""

from __future__ import annotations

from sim.errors import nearest
from sim.registry import registry
from sim.scenario.calendar import Calendar
from sim.scenario.keys import SHIFT, checked_keys
from sim.scenario.nodes import Findings, Node
from sim.scenario.numbers import Numbers
from sim.scenario.parts import WAYS, Shift


def check_shifts(node: Node, uses: list[Node], parameters: Numbers, calendar: Calendar) -> tuple[Shift, ...]:
    """The well-formed shifts, in order; `uses` are the entries of policies and shocks."""
    findings = calendar.findings
    good: list[tuple[Node, Shift]] = []
    for item in node.items:
        shift = _shift(item, calendar)
        if shift is None:
            continue
        _check_alone(item, shift, good, findings)
        _check_owner(item, shift, uses, findings)
        problem = goal_problem(shift, parameters)
        if problem and shift.way == "to":
            problem = problem.partition(", not ")[0]  # about() repeats the value
        if problem:
            findings.about(item.keys[shift.way], f"{problem}.")
        good.append((item, shift))
    return tuple(shift for _, shift in good)


def goal_problem(shift: Shift, parameters: Numbers) -> str | None:
    """Why the shift may not go where it goes; None when it may."""
    param = registry().params[shift.param]
    return param.problem(shift.goal(parameters.get(shift.param, float(param.default))))


def _shift(node: Node, calendar: Calendar) -> Shift | None:
    """One shift; None after a problem."""
    findings = calendar.findings
    before = len(findings.problems)
    good = checked_keys(node, SHIFT, findings)
    known = registry().params
    param = good.get("param")
    if param and param.value not in known:
        findings.about(param, f"this is not a known parameter; {nearest(param.value, known)}")
    ways = [way for way in WAYS if way in node.keys]
    if len(ways) != 1 and node.keys:
        findings.add(node.place, "a shift needs exactly one of `to`, `by` and `times`. Write `to: 0.5`.")
    start, end = calendar.span(good)
    if param is None or len(findings.problems) > before:
        return None
    ramp = int(good["ramp"].value) if "ramp" in good else 0
    return Shift(param.value, start, end, ramp, ways[0], float(good[ways[0]].value))


def _check_alone(node: Node, shift: Shift, others: list[tuple[Node, Shift]], findings: Findings) -> None:
    for other, earlier in others:
        if earlier.param == shift.param and shift.start < earlier.end and earlier.start < shift.end:
            findings.add(
                node.place,
                f"'{shift.param}' is moved in some of the same months by {other.place}."
                " Change the months of one of the two.",
            )


def _check_owner(node: Node, shift: Shift, uses: list[Node], findings: Findings) -> None:
    """An entry that sets the parameter itself would hide the shift."""
    rule, _, name = shift.param.partition(".")
    for item in uses:
        if "use" in item.keys and item.keys["use"].value == rule and name in item.keys:
            findings.add(
                node.place,
                f"'{shift.param}' is set by {item.keys[name].key}."
                f" Move that value to `parameters`, as `{shift.param}: …`.",
            )
