"""From nodes to a `Scenario`: every entry is checked against the registry, every problem is noted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.errors import nearest
from sim.params import Param
from sim.registry import registry
from sim.rules import Rule
from sim.scenario_city import Places
from sim.scenario_keys import (
    AIMED,
    MONTHS,
    OBSERVED,
    POLICY,
    RELATIVE,
    SHIFT,
    SHOCK,
    Key,
    checked_keys,
    fits,
    number_hint,
)
from sim.scenario_nodes import Findings, Node
from sim.scenario_parts import (
    FOREVER,
    WAYS,
    Numbers,
    Observed,
    PolicyUse,
    Shift,
    ShockUse,
    Target,
    date_of,
    month_of,
)

type Entries = dict[str, Node]


class Checks:
    """The checks of one scenario that starts at `start` and lasts `months` months."""

    def __init__(self, start: str, months: int, places: Places, findings: Findings) -> None:
        self.start, self.months = start, months
        self.places, self.findings = places, findings

    def parameters(self, node: Node) -> Numbers:
        """Values by dotted name, each within the bounds of its parameter."""
        known = registry().params
        good: dict[str, float] = {}
        for word, inner in node.keys.items():
            if word not in known:
                self.findings.add(inner.key, f"'{word}' is not a known parameter; {nearest(word, known)}")
            elif self.number(inner, known[word]):
                good[word] = float(inner.value)
        return Numbers(good)

    def number(self, node: Node, param: Param, entry: str = "") -> bool:
        """Whether `node` is acceptable for `param`; `entry` is the list to delete it from."""
        problem = param.problem(node.value)
        if not problem:
            return True
        said = problem.partition(", not ")[0]  # about() repeats the value
        numeric = isinstance(node.value, (int, float)) and not isinstance(node.value, bool)
        hint = "" if numeric else f" {number_hint(node.value)}"
        if entry and numeric and node.value < param.bounds[0]:
            hint = f" To switch {param.rule} off, delete this entry from {entry}."
        self.findings.about(node, f"{said}.{hint}")
        return False

    def policies(self, node: Node) -> tuple[PolicyUse, ...]:
        """The uses of policies, in order."""
        return tuple(use for item in node.items if (use := self.policy(item)))

    def policy(self, node: Node) -> PolicyUse | None:
        """One use of a policy."""
        rule = self.rule(node, registry().policies, "policy")
        if rule is None:
            return None
        good, values = self.entry(node, rule, POLICY, "policies")
        start, end = self.span(node, good, 0)
        return PolicyUse(
            rule.name, start, end, _whole(good, "ramp"), _number(good, "intensity"), self.target(good), values
        )

    def shocks(self, node: Node) -> tuple[ShockUse, ...]:
        """The crises, in order."""
        return tuple(use for item in node.items if (use := self.shock(item)))

    def shock(self, node: Node) -> ShockUse | None:
        """One crisis; it needs a month or a date."""
        rule = self.rule(node, registry().shocks, "shock")
        if rule is None:
            return None
        good, values = self.entry(node, rule, SHOCK, "shocks")
        if ("month" in node.keys) == ("date" in node.keys):
            self.findings.add(node.place, "a shock needs a month. Write either `month: 24` or `date: 2028-01`.")
        month = self.month(good["date"]) if "date" in good else _whole(good, "month")
        if "month" in good:
            self.within(good["month"], month)
        return ShockUse(rule.name, month, _number(good, "intensity"), self.target(good), values)

    def rule(self, node: Node, known: Mapping[str, type[Rule]], kind: str) -> type[Rule] | None:
        """The rule that the `use` of `node` names; None after a problem."""
        use = node.keys.get("use")
        if use is None:
            plural = "policies" if kind == "policy" else f"{kind}s"
            self.findings.add(node.place, f"an entry of {plural} needs a name. Write `use: {min(known, default='…')}`.")
        elif not isinstance(use.value, str) or use.value not in known:
            self.findings.about(use, f"this is not a known {kind}; {nearest(str(use.value), known)}")
        else:
            return known[use.value]
        return None

    def entry(
        self, node: Node, rule: type[Rule], keys: Mapping[str, Key], kind: str
    ) -> tuple[Entries, Numbers]:
        """The well-formed common keys of an entry, and the numbers of its own rule."""
        own = {word: Key("any", param.label) for word, param in rule.params.items() if word not in keys}
        good = checked_keys(node, {**keys, **own}, self.findings)
        values = {
            word: float(good[word].value)
            for word in own
            if word in good and self.number(good[word], rule.params[word], kind)
        }
        return good, Numbers(values)

    def span(self, node: Node, good: Entries, default: int) -> tuple[int, int]:
        """First month and the month in which it stops, from `months` or from dates."""
        if "months" in good and ("from" in good or "until" in good):
            self.findings.add(good["months"].key, "give either `months` or dates (`from`, `until`), not both.")
        if "months" in good:
            return self.month_pair(good["months"])
        start = self.month(good["from"]) if "from" in good else default
        end = FOREVER
        if "until" in good:
            end = month_of(self.start, good["until"].value)
            if end <= start:
                self.findings.about(good["until"], f"it must be later than {date_of(self.start, start)}.")
        return start, end

    def month_pair(self, node: Node) -> tuple[int, int]:
        """`[12, 24]`: from month 12 up to, but not in, month 24; `[12]` has no end."""
        items = node.items
        if not isinstance(node.value, list) or len(items) not in (1, 2):
            self.findings.about(node, "this takes one or two months. Write [12, 24], or [12] for no end.")
            return 0, FOREVER
        month = Key("whole", MONTHS.doc, 0, FOREVER)
        if not all([fits(item, month, self.findings) for item in items]):
            return 0, FOREVER
        start = int(items[0].value)
        end = int(items[1].value) if len(items) == 2 else FOREVER
        if end <= start:
            self.findings.add(node.place, f"the end, {end}, must be later than the start, {start}.")
        self.within(items[0], start)
        return start, end

    def month(self, node: Node) -> int:
        """The number of a calendar month, which must lie within the run."""
        month = month_of(self.start, node.value)
        self.within(node, month)
        return max(month, 0)

    def within(self, node: Node, month: int) -> None:
        """Note a problem when `month` is not a month of the run."""
        if month < 0:
            self.findings.about(node, f"the run starts in {self.start}. Set `start` earlier, or change this.")
        elif month > self.months:
            dated = f" ({date_of(self.start, month)})" if month <= 12_000 else ""
            self.findings.about(
                node, f"month {month}{dated} is after the last month, {self.months}. Raise `months`, or change this."
            )

    def target(self, good: Entries) -> Target:
        """Districts and groups by name, checked against the city."""
        if "target" not in good:
            return Target()
        aimed = checked_keys(good["target"], AIMED, self.findings)
        districts = [name for item in _items(aimed, "districts") if (name := self.district(item))]
        groups = [name for item in _items(aimed, "groups") if (name := self.group(item))]
        return Target(tuple(districts), tuple(groups))

    def district(self, node: Node) -> str:
        """The name of a district or a kind of area; "" after a problem."""
        known = self.places.districts
        if isinstance(node.value, str) and node.value in known:
            return node.value
        self.findings.about(node, f"{self.places.city} has no such district; {nearest(str(node.value), known)}")
        return ""

    def group(self, node: Node) -> str:
        """The label of a group, given alone or as `dimension: label`; "" after a problem."""
        dimension, label = "", node.value
        if len(node.keys) == 1:
            dimension, inner = next(iter(node.keys.items()))
            label = inner.value
        elif isinstance(label, str) and ": " in label:
            dimension, _, label = label.partition(": ")
        groups = self.places.groups
        known = groups.get(dimension, ()) if dimension else [g for labels in groups.values() for g in labels]
        if dimension and dimension not in groups:
            self.findings.add(node.place, f"'{dimension}' does not divide residents; {nearest(dimension, groups)}")
        elif not isinstance(label, str) or label not in known:
            self.findings.add(node.place, f"'{label}' is not a group of residents; {nearest(str(label), known)}")
        else:
            return label
        return ""

    def shifts(self, node: Node, policies: Node) -> tuple[Shift, ...]:
        """The shifts, in order; two of one parameter must not overlap."""
        good: list[tuple[Node, Shift]] = []
        for item in node.items:
            shift = self.shift(item)
            if shift is None:
                continue
            for other, earlier in good:
                if earlier.param == shift.param and shift.start < earlier.end and earlier.start < shift.end:
                    self.findings.add(
                        item.place,
                        f"'{shift.param}' is already moved by {other.place.path} in some of these months."
                        " Change the months of one of the two.",
                    )
            self.owned(item, shift.param, policies)
            good.append((item, shift))
        return tuple(shift for _, shift in good)

    def shift(self, node: Node) -> Shift | None:
        """One shift; None after a problem."""
        before = len(self.findings.problems)
        good = checked_keys(node, SHIFT, self.findings)
        known = registry().params
        param = good.get("param")
        if param is not None and param.value not in known:
            self.findings.about(param, f"this is not a known parameter; {nearest(param.value, known)}")
        if sum(way in node.keys for way in WAYS) != 1:
            self.findings.add(node.place, "a shift needs exactly one of `to`, `by` and `times`.")
        start, end = self.span(node, good, 0)
        if len(self.findings.problems) > before or param is None:
            return None
        way = next(way for way in WAYS if way in good)
        return Shift(param.value, start, end, _whole(good, "ramp"), way, float(good[way].value))

    def owned(self, node: Node, key: str, policies: Node) -> None:
        """Note a problem when a policy's own entry sets the parameter that a shift moves."""
        rule, _, name = key.partition(".")
        for item in policies.items:
            use = item.keys.get("use")
            if use is not None and use.value == rule and name in item.keys:
                place = item.keys[name].place.path
                self.findings.add(
                    node.place, f"'{key}' is set in {place}. Move that value to `parameters`, as `{key}: …`."
                )

    def goals(self, node: Node, shifts: tuple[Shift, ...], parameters: Numbers) -> None:
        """Check that shifts stay within the bounds of their parameters."""
        known = registry().params
        for item in node.items:
            for shift in shifts:
                way = item.keys.get(shift.way)
                param = known[shift.param]
                base = parameters.get(shift.param, float(param.default))
                if way is not None and way.value == shift.amount and item.keys["param"].value == shift.param:
                    problem = param.problem(shift.goal(base))
                    if problem:
                        self.findings.about(way, f"{problem}.")

    def observed(self, node: Node) -> tuple[Observed, ...]:
        """The measured values, in order."""
        return tuple(point for item in node.items if (point := self.point(item)))

    def point(self, node: Node) -> Observed | None:
        """One measured value; None after a problem."""
        before = len(self.findings.problems)
        good = checked_keys(node, OBSERVED, self.findings)
        known = registry().indicators
        series = good.get("series")
        if series is not None and series.value not in known:
            self.findings.about(series, f"this is not a known indicator; {nearest(series.value, known)}")
        base: Entries = {}
        if "relative_to" in good:
            base = checked_keys(good["relative_to"], RELATIVE, self.findings)
        months = {word: self.month(inner) for word, inner in (("date", good.get("date")), ("base", base.get("date"))) if inner}
        if len(self.findings.problems) > before or series is None:
            return None
        return Observed(
            series.value, months["date"], float(good["value"].value), _text(good, "role") or "calibrate",
            _text(good, "source"), _text(good, "note"), months.get("base"), _number(base, "value"),
        )  # fmt: skip


def _items(good: Entries, word: str) -> list[Node]:
    return good[word].items if word in good else []


def _whole(good: Entries, word: str) -> int:
    return int(good[word].value) if word in good else 0


def _number(good: Entries, word: str) -> float:
    return float(good[word].value) if word in good else 1.0


def _text(good: Entries, word: str) -> Any:
    return good[word].value if word in good else ""
