"""The `parameters` and `design` of an experiment file, checked against the model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from experiments.designing.keys import DESIGN, RANGE
from experiments.designing.points import SAMPLED, Method, Sample, Space
from experiments.designing.ranges import Range
from experiments.designing.starts import STARTS, as_param
from experiments.designing.uses import uses
from sim.errors import nearest
from sim.registry import registry
from sim.scenario.keys import checked_keys
from sim.scenario.nodes import Findings, Node
from sim.scenario.uses import check_number

if TYPE_CHECKING:
    from experiments.running.runner import Plan
    from sim.params import Param

BOUNDS = "bounds"
"""The word for the whole declared range of a parameter."""


def check_space(
    parameters: Node | None, design: Node | None, plans: Sequence[Plan], findings: Findings
) -> Space:
    """The points that the file describes; what is wrong goes to `findings`."""
    cities = [plan.scenario.city for plan in plans]
    known = {**registry().params, **{name: as_param(name, cities) for name in STARTS}}
    listed: dict[str, tuple[float, ...]] = {}
    ranges: dict[str, tuple[Node, Range]] = {}
    for word, node in (parameters.keys if parameters else {}).items():
        if word not in known:
            findings.add(node.key, f"'{word}' is not a known parameter; {nearest(word, known)}")
            continue
        _check_used(node, known[word], plans, findings)
        if isinstance(node.value, list):
            listed[word] = _values(node, known[word], findings)
        elif (found := _range(node, known[word], findings)) is None:
            continue
        elif "steps" in node.keys:
            listed[word] = _steps(node, found)
        else:
            ranges[word] = node, found
    return Space(listed, _sample(design, ranges, findings))


def _check_used(node: Node, param: Param, plans: Sequence[Plan], findings: Findings) -> None:
    """A parameter of a policy or a shock that no plan uses would change nothing."""
    used = {use.use for plan in plans for use in uses(plan.scenario)}
    always = param.rule in registry().mechanisms or param.key in STARTS
    if plans and not always and param.rule not in used:
        findings.add(
            node.key,
            f"no scenario here uses '{param.rule}', so this changes nothing. Delete it, or add one that does.",
        )


def _values(node: Node, param: Param, findings: Findings) -> tuple[float, ...]:
    """Listed values, each acceptable and none twice."""
    good = [float(item.value) for item in node.items if check_number(item, param, findings)]
    if not node.items:
        findings.add(node.place, "this takes at least one value. Write [0, 0.5].")
    if len(set(good)) < len(good):
        findings.add(node.place, "a value is given twice. Delete one of the two.")
    return tuple(good) or (float(param.default),)


def _range(node: Node, param: Param, findings: Findings) -> Range | None:
    """A range within the parameter's bounds; None after a problem."""
    if node.value == BOUNDS:
        low, high = map(float, param.bounds)
        return Range(param.key, low, high, param.whole)
    if not isinstance(node.value, dict):
        findings.about(
            node,
            f"this takes values, such as [0, 0.5], a range, such as {{from: 0, to: 0.5}}, or the word {BOUNDS}.",
        )
        return None
    before = len(findings.problems)
    good = checked_keys(node, RANGE, findings)
    ends = [float(bound) for bound in param.bounds]
    for place, word in enumerate(("from", "to")):
        if word in good and check_number(good[word], param, findings):
            ends[place] = float(good[word].value)
    if len(findings.problems) > before:
        return None
    if ends[0] >= ends[1]:
        findings.add(node.place, f"the range ends, at {ends[1]:g}, where it starts or earlier, {ends[0]:g}.")
        return None
    return Range(param.key, ends[0], ends[1], param.whole)


def _steps(node: Node, found: Range) -> tuple[float, ...]:
    """Values at equal distances."""
    values = np.linspace(found.low, found.high, int(node.keys["steps"].value))
    return tuple(dict.fromkeys((np.rint(values) if found.whole else values).tolist()))


def _sample(design: Node | None, ranges: dict[str, tuple[Node, Range]], findings: Findings) -> Sample | None:
    """How the ranges are sampled; None when there are none, or after a problem."""
    good = checked_keys(design, DESIGN, findings) if design else {}
    method: Method = good["method"].value if "method" in good else "grid"
    if method not in SAMPLED:
        for node, _ in ranges.values():
            findings.add(node.place, "a range is sampled or cut into steps. Add `steps: 5`, or say how to sample: "
                         "`design: {method: latin, points: 100}`.")  # fmt: skip
        return None
    if design and not ranges:
        findings.add(
            design.place, "there is no range to sample. Write `name: {from: 0, to: 1}` in `parameters`."
        )
        return None
    if "points" not in good:
        if design and "points" not in design.keys:
            findings.add(design.place, "'points' is missing. Say how many: `points: 64`.")
        return None
    points = int(good["points"].value)
    if method == "sobol" and points & (points - 1):
        below = 1 << (points.bit_length() - 1)
        findings.about(
            good["points"], f"a Sobol' sequence has a power of two of points. Write {below} or {2 * below}."
        )
    levels = int(good["levels"].value) if "levels" in good else 4
    if levels % 2:
        findings.about(good["levels"], "this takes an even number. Write 4.")
    seed = int(good["seed"].value) if "seed" in good else 1
    if findings.problems:
        return None
    return Sample(method, tuple(found for _, found in ranges.values()), points, seed, levels)
