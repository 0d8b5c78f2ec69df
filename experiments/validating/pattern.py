"""A pattern of reality that a believable model must show, and the bands within which it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from experiments.validating.lives import Lives
from sim.tables import Array


@dataclass(frozen=True, slots=True)
class Band:
    """A figure and the range in which it must lie.

    `unit` is "points" for differences of shares (both bounds are shares all the same), else what
    the figure counts. A figure on a bound is inside.
    """

    name: str
    label: str
    low: float
    high: float
    unit: str = "share"

    def holds(self, value: float) -> bool:
        """Whether `value` is inside; NaN is not."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Measured:
    """What one simulated city showed: a number for each band, and monthly lines to draw."""

    figures: Mapping[str, float]
    lines: Mapping[str, Array] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: what was seen in reality, how the model is asked, and what counts as showing it.

    `lines_show` is the measure and unit of the lines. `one_city` marks a pattern that compares cities
    of different size and needs no more than one seed.
    """

    number: int
    title: str
    source: str
    bands: tuple[Band, ...]
    measure: Callable[[Lives], Measured]
    lines_show: str = ""
    one_city: bool = False

    @property
    def name(self) -> str:
        """A short name for files and tests."""
        return f"pattern-{self.number:02d}"
