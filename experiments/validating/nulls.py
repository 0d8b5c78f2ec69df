"""Null models: curves that know nothing of people, fitted on the same points as the model.

Bass (1969):  m · (1 − e^(−(p+q)t)) ÷ (1 + (q/p) e^(−(p+q)t)),  t months after the launch
logistic:     m ÷ (1 + e^(−k(t − t0)))

Both are fitted by least squares on the `calibrate` points of one series. A model that does not beat
them on points held back has learned nothing beyond the shape of a curve.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.tables import Array

NEEDED = 3
"""Both curves have three numbers to fit, so fewer points leave them undetermined."""
STARTS = (0.02, 0.05, 0.1, 0.2)
"""Speeds, per month, from which each fit is started; the best end counts."""

type Shape = Callable[[Array, Array], Array]


def bass(t: Array, theta: Array) -> Array:
    """Cumulative adoption after `t` months; `theta` is ln m, ln p, ln q; nothing before the launch."""
    m, p, q = np.exp(theta)
    decay = np.exp(-(p + q) * np.maximum(t, 0.0))
    curve: Array = m * (1 - decay) / (1 + q / p * decay)
    return curve


def logistic(t: Array, theta: Array) -> Array:
    """An S around month t0; `theta` is ln m, ln k, t0 ÷ 12."""
    m, k = np.exp(theta[:2])
    curve: Array = m / (1 + np.exp(-np.clip(k * (t - 12 * theta[2]), -60, 60)))
    return curve


@dataclass(frozen=True, slots=True)
class Curve:
    """A fitted null model."""

    name: str
    shape: Shape
    theta: tuple[float, ...]
    launch: float

    def at(self, months: Sequence[float] | Array) -> Array:
        """Its values in these months of the run."""
        return self.shape(np.asarray(months, np.float64) - self.launch, np.array(self.theta))


def fit(
    name: str, months: Sequence[float], values: Sequence[float], launch: float, most: float
) -> Curve | None:
    """The curve called "Bass" or "logistic" through the points; None when they are fewer than three.

    `most` is the highest level that makes sense: 1 for shares.
    """
    if len(months) < NEEDED:
        return None
    t, y = np.asarray(months, np.float64) - launch, np.asarray(values, np.float64)
    shape, starts, low, high = _set_up(name, t, y, most)
    best, least = starts[0], np.inf
    for start in starts:
        theta, loss = _least_squares(shape, t, y, np.clip(start, low, high), low, high)
        if loss < least - 1e-12:
            best, least = theta, loss
    return Curve(name, shape, tuple(float(x) for x in best), launch)


def _set_up(name: str, t: Array, y: Array, most: float) -> tuple[Shape, list[Array], Array, Array]:
    """The shape, where to start, and the bounds of its three numbers."""
    top = min(max(1.2 * float(y.max()), 1e-4), most)
    floor = np.log(max(float(y.max()) * 0.5, 1e-6))
    if name == "Bass":
        starts = [np.log([top, 0.1 * speed, speed]) for speed in STARTS]
        return bass, starts, np.array([floor, -14.0, -9.0]), np.array([np.log(most), 0.0, 1.0])
    if name == "logistic":
        starts = [np.array([np.log(top), np.log(speed), float(t.mean()) / 12]) for speed in STARTS]
        return logistic, starts, np.array([floor, -7.0, -20.0]), np.array([np.log(most), 1.5, 50.0])
    raise ValueError(f"there is no null model called {name}")


def _least_squares(
    shape: Shape, t: Array, y: Array, start: Array, low: Array, high: Array
) -> tuple[Array, float]:
    from scipy.optimize import least_squares

    start = np.clip(start, low + 1e-9, high - 1e-9)
    found = least_squares(lambda theta: shape(t, theta) - y, start, bounds=(low, high), method="trf")
    return found.x, float(found.cost)
