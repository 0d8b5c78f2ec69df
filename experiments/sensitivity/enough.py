"""How many simulated cities are enough (Lee et al. 2015, JASSS 18(4) 4).

Two looks at the same runs: by how much the mean is known, and whether the spread between cities,
relative to the mean, has stopped changing as cities are added.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparing.stats import estimate, quantile

if TYPE_CHECKING:
    from sim.tables import Array

STABLE = 0.1  # a coefficient of variation within a tenth of its last value has settled
MOST = 10_000


@dataclass(frozen=True, slots=True)
class Reach:
    """What is known after `cities` of them: half-width of the 95 % interval, coefficient of variation."""

    cities: int
    mean: float
    half: float
    variation: float


@dataclass(frozen=True, slots=True)
class Enough:
    """Whether the cities tried are enough.

    `steps` runs from 2 cities to all. `needed` is how many give an interval of ± `precision`;
    `settled` the number from which the coefficient of variation stays within a tenth of its last value.
    """

    outcome: str
    precision: float
    steps: tuple[Reach, ...]
    needed: int
    settled: int

    @property
    def cities(self) -> int:
        """How many were tried."""
        return self.steps[-1].cities

    @property
    def enough(self) -> bool:
        """Whether the mean is known to the precision asked for."""
        return self.steps[-1].half <= self.precision


def enough(outcome: str, values: Sequence[float] | Array, precision: float) -> Enough:
    """Judge the values of one outcome in several cities; needs two finite ones."""
    x = np.asarray(values, np.float64)
    x = x[np.isfinite(x)]
    steps = [_reach(x[:n]) for n in range(2, len(x) + 1)]
    last = steps[-1].variation
    off = [s.cities for s in steps if abs(s.variation - last) > STABLE * abs(last)]
    settled = max(off) + 1 if off else 2
    return Enough(outcome, precision, tuple(steps), needed(float(x.std(ddof=1)), precision), settled)


def _reach(x: Array) -> Reach:
    known = estimate(x)
    variation = float(x.std(ddof=1)) / abs(known.mean) if known.mean else math.nan
    return Reach(len(x), known.mean, known.half, variation)


def needed(deviation: float, precision: float) -> int:
    """The fewest cities for which t · s/√n is at most the precision; at least 2."""
    return next((n for n in range(2, MOST) if quantile(n - 1) * deviation / math.sqrt(n) <= precision), MOST)
