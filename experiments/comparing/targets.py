"""What a plan is meant to reach: an indicator, a limit, a side of it, and by when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from experiments.comparing.gaps import OUTCOMES
from experiments.language import mark, t
from experiments.telling.groups import members
from experiments.telling.numbers import magnitude, money, percent, plain, rounded, step
from sim.errors import DPICityError, nearest
from sim.registry import registry

WRITTEN = re.compile(r"\s*([A-Za-z_]+)\s*(>=|<=)\s*([-+]?[0-9][0-9_]*\.?[0-9]*|[-+]?\.[0-9]+)\s*")
COST = "cost"
POINTS = mark("points")
PUBLIC_COST = mark("Public cost in all")


@dataclass(frozen=True, slots=True)
class Target:
    """An indicator that is to be at least, or at most, `limit`; for everybody or one group.

    `month` is when it counts, None the last month of the run.
    """

    indicator: str
    limit: float
    at_least: bool = True
    month: int | None = None
    group: str = ""

    @property
    def reading(self) -> str:
        """What to read off a run (see experiments/running/trials.py)."""
        group = f"/{self.group}" if self.group else ""
        return f"{self.indicator}{group}" + ("" if self.month is None else f"@{self.month}")

    def met(self, value: float) -> bool:
        """Whether a value is on the right side; never when it is not known."""
        return value >= self.limit if self.at_least else value <= self.limit

    def margin(self, value: float) -> float:
        """By how much a value is on the right side; negative when it is missed."""
        return value - self.limit if self.at_least else self.limit - value

    @property
    def words(self) -> str:
        """“Use digital payments: at least 60 %”."""
        told = {"indicator": t(label_of(self.indicator)), "limit": shown(self.indicator, self.limit)}
        if self.group:
            told["indicator"] = t("{indicator}, {group}", **told, group=members(self.group))
        return (
            t("{indicator}: at least {limit}", **told)
            if self.at_least
            else t("{indicator}: at most {limit}", **told)
        )


def label_of(indicator: str) -> str:
    """What people call an indicator, or the cost."""
    return PUBLIC_COST if indicator == COST else registry().indicators[indicator].label


def unit_of(indicator: str) -> str:
    """The unit of an indicator, or of the cost."""
    return "US$" if indicator == COST else registry().indicators[indicator].unit


def better(indicator: str) -> str:
    """The direction that is meant to be good: "higher", "lower", or "" for neither."""
    return "lower" if indicator == COST else registry().indicators[indicator].better


def shown(indicator: str, value: float) -> str:
    """A value with its unit, as people write it."""
    unit = unit_of(indicator)
    if unit.startswith("US$"):
        return money(value)
    if unit.startswith("share"):
        return percent(plain(100 * value, _fine(100 * value)))
    number = plain(value, min(step(value, float("nan")), 1.0))
    return t("{number} points", number=number) if unit == "percentage points" else number


def _fine(value: float) -> float:
    """To one decimal unless that is a zero; two digits of what is smaller."""
    if 0 < abs(value) < 0.1:
        return float(10.0 ** (magnitude(value) - 1))
    return 1.0 if rounded(value, 0.1) == rounded(value, 1.0) else 0.1


def check_indicator(name: str, where: str) -> None:
    """Refuse an indicator that does not exist, with the nearest that does."""
    known = registry().indicators
    if name != COST and name not in known:
        raise DPICityError(f"{where}: '{name}' is no indicator; {nearest(name, [*known, COST])}")


def target_of(text: str) -> Target:
    """`payments>=0.6` as a target for the last month."""
    found = WRITTEN.fullmatch(text)
    if not found:
        raise DPICityError(
            f"--target {text}: write an indicator, >= or <=, and a number, such as 'payments>=0.6'."
        )
    name, side, number = found.groups()
    check_indicator(name, f"--target {text}")
    return Target(name, float(number.replace("_", "")), side == ">=")


def check_group(name: str, group: str, labels: tuple[str, ...], where: str) -> None:
    """Refuse a group that is not told apart for this outcome."""
    if name not in OUTCOMES:
        raise DPICityError(f"{where}: groups are told apart for {', '.join(OUTCOMES)}, not for '{name}'.")
    if group not in labels:
        raise DPICityError(f"{where}: '{group}' is no group; {nearest(group, labels)}")


def scale(indicator: str) -> tuple[float, str]:
    """Factor and word for differences of an indicator: shares are told in points of 100."""
    unit = unit_of(indicator)
    if unit.startswith("share"):
        return 100.0, POINTS
    if unit.startswith("US$"):
        return 1e-6, unit.replace("US$", "million US$")
    return 1.0, {"percentage points": POINTS}.get(unit, unit)
