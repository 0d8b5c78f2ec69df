"""A number of the model, declared once, with everything a reader or a slider needs to know."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from sim.errors import RuleError, nearest

type Role = Literal["lever", "uncertainty", "fixed"]
ROLES = ("lever", "uncertainty", "fixed")


def plain(number: float) -> str:
    """A number as people write it: 1000000 and 0.25, never 1e+06."""
    return f"{number:.10f}".rstrip("0").rstrip(".") if abs(number) >= 1e-6 or number == 0 else f"{number:g}"


@dataclass(frozen=True, slots=True)
class Param:
    """One number with its label, unit, bounds, role and source.

    `role` says who moves it: `lever` (a government chooses it: a slider), `uncertainty` (nobody
    knows it: sampled) or `fixed` (a definition). `source` is evidence, or starts with
    "assumption". `whole` restricts it to whole numbers, such as months.
    `rule` and `name` are filled in by the rule that declares it.
    """

    default: float
    unit: str
    bounds: tuple[float, float]
    role: Role
    label: str
    source: str
    whole: bool = False
    rule: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        low, high = self.bounds
        if not (math.isfinite(low) and math.isfinite(high) and low <= self.default <= high):
            raise RuleError(f"Param '{self.label}': {self.default} is outside {self.bounds}")
        if self.role not in ROLES:
            raise RuleError(f"Param '{self.label}': role '{self.role}', {nearest(self.role, ROLES)}")
        if not (self.unit and self.label and self.source):
            raise RuleError(f"Param '{self.label}' needs a unit, a label and a source")

    @property
    def key(self) -> str:
        """The dotted name used in scenario files, such as `payments.fee`."""
        return f"{self.rule}.{self.name}"

    @property
    def assumed(self) -> bool:
        """Whether the value rests on an assumption and not on evidence."""
        return self.source.lower().startswith("assumption")

    def named(self, rule: str, name: str) -> Param:
        """A copy that knows which rule declares it, and under which name."""
        return replace(self, rule=rule, name=name)

    def problem(self, value: object) -> str | None:
        """The rule that `value` breaks, as a clause; None when it is acceptable."""
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return f"'{self.key}' takes a number, not {value!r}"
        if not math.isfinite(value):
            return f"'{self.key}' takes a finite number, not {value}"
        if self.whole and value != int(value):
            return f"'{self.key}' takes a whole number of {self.unit}, not {value}"
        low, high = self.bounds
        if not low <= value <= high:
            return f"'{self.key}' accepts {plain(low)} to {plain(high)} {self.unit}, not {plain(value)}"
        return None
