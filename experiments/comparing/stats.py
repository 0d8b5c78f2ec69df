"""Means with honest intervals, for numbers from a few simulated cities.

Two plans met the same people with the same luck, so their difference is taken city by city
(paired). Intervals are 95 % Student intervals of the mean; with one city there is none (NaN).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.tables import Array

CONFIDENCE = 0.95
NONE = float("nan")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over `n` simulated cities with its interval; NaN bounds when n < 2."""

    mean: float
    low: float = NONE
    high: float = NONE
    n: int = 1

    @property
    def half(self) -> float:
        """Half the width of the interval; NaN when there is none."""
        return (self.high - self.low) / 2

    @property
    def known(self) -> bool:
        """Whether there is an interval."""
        return math.isfinite(self.half)

    @property
    def sign(self) -> int:
        """+1 or -1 when the interval lies on one side of zero, or when all are the same; else 0.

        With one city nothing is certain, and the sign is that of the number itself.
        """
        if not self.known:
            return int(np.sign(self.mean)) if math.isfinite(self.mean) else 0
        return int(self.low > 0) - int(self.high < 0)

    def times(self, factor: float) -> Estimate:
        """The same in another unit; a negative factor turns the interval round."""
        low, high = sorted((self.low * factor, self.high * factor))
        return Estimate(self.mean * factor, low, high, self.n)


@dataclass(frozen=True, slots=True)
class Effect:
    """A paired difference, plan minus reference.

    `same_sign` is the share of cities whose difference has the sign of the mean (1 when all are
    zero). `variance_ratio` is the variance of the paired difference ÷ that of two independent
    groups of cities: 0.05 means that pairing does the work of 20 times as many cities.
    """

    difference: Estimate
    same_sign: float
    variance_ratio: float


def quantile(degrees: int) -> float:
    """Student's t for a two-sided 95 % interval."""
    from scipy.special import stdtrit

    return float(stdtrit(degrees, 0.5 + CONFIDENCE / 2))


def estimate(values: Sequence[float] | Array) -> Estimate:
    """Mean ± t · s/√n of the finite values; NaN when there are none."""
    if len(values) == 1:
        return _alone(float(values[0]))
    x = np.asarray(values, np.float64)
    x = x[np.isfinite(x)]
    if x.size < 2:
        return Estimate(float(x[0]) if x.size else NONE, n=int(x.size))
    mean = float(x.mean())
    half = quantile(x.size - 1) * float(x.std(ddof=1)) / math.sqrt(x.size)
    return Estimate(mean, mean - half, mean + half, int(x.size))


def _alone(value: float) -> Estimate:
    """What one city tells: a number without an interval. A first look asks for hundreds of them."""
    return Estimate(value) if math.isfinite(value) else Estimate(NONE, n=0)


def paired(plan: Sequence[float] | Array, reference: Sequence[float] | Array) -> Effect:
    """The effect of a plan, from values of the same cities in the same order."""
    if len(plan) == len(reference) == 1:
        one = _alone(float(plan[0]) - float(reference[0]))
        return Effect(one, 1.0 if one.n else NONE, NONE)
    a, b = np.asarray(plan, np.float64), np.asarray(reference, np.float64)
    both = np.isfinite(a) & np.isfinite(b)
    a, b = a[both], b[both]
    difference = a - b
    same = float((np.sign(difference) == np.sign(difference.mean())).mean()) if a.size else NONE
    unpaired = float(a.var(ddof=1) + b.var(ddof=1)) if a.size > 1 else 0.0
    ratio = float(difference.var(ddof=1)) / unpaired if unpaired > 0 else NONE
    return Effect(estimate(difference), same, ratio)


def ratio(cost: Sequence[float] | Array, gain: Sequence[float] | Array) -> Estimate:
    """Mean cost ÷ mean gain with Fieller's interval; both paired, the gain clearly not zero.

    The interval holds every r for which mean(cost − r·gain) is within t standard errors of 0. It
    is finite exactly when the interval of the gain excludes zero; with equal costs it is
    cost ÷ the bounds of the gain.
    """
    c, g = np.asarray(cost, np.float64), np.asarray(gain, np.float64)
    if g.size < 2:
        return Estimate(float(c.mean() / g.mean()), n=int(g.size))
    t2 = quantile(g.size - 1) ** 2 / g.size
    s = np.cov(c, g, ddof=1)
    a = g.mean() ** 2 - t2 * s[1, 1]
    b = c.mean() * g.mean() - t2 * s[0, 1]
    k = c.mean() ** 2 - t2 * s[0, 0]
    if a <= 0:
        return Estimate(float(c.mean() / g.mean()), n=int(g.size))
    root = math.sqrt(max(b * b - a * k, 0.0))
    return Estimate(float(c.mean() / g.mean()), float((b - root) / a), float((b + root) / a), int(g.size))
