"""Where to look: points of the unit cube, spread evenly, the same for the same seed."""

from __future__ import annotations

import numpy as np

from sim.tables import Array

DECIMALS = 6
"""Places in the cube are rounded, so that the last bits of a processor's sums decide nothing."""


def spread(number: int, dimensions: int, seed: int) -> Array:
    """`number` points of a scrambled Sobol sequence, which leaves no large part of the cube empty."""
    from scipy.stats import qmc

    sobol = qmc.Sobol(dimensions, scramble=True, seed=np.random.default_rng(seed))
    exponent = max(1, int(np.ceil(np.log2(number))))
    points: Array = sobol.random_base2(exponent)[:number]
    return np.round(points, DECIMALS)


def around(elite: Array, number: int, seed: int, widest: float = 0.35) -> Array:
    """Points near the rows of `elite`, and on the lines between two of them.

    Differential moves (ter Braak 2006): a row, plus a part of the difference of two others, plus a
    little noise; so steps are as long and as tilted as the elite itself. Steps beyond the cube are
    turned back at its wall.
    """
    luck = np.random.default_rng(seed)
    rows, dimensions = elite.shape
    base, one, other = (elite[luck.integers(rows, size=number)] for _ in range(3))
    step = luck.uniform(-1.0, 1.0, (number, 1)) * (one - other)
    noise = luck.normal(0.0, 0.03, (number, dimensions))
    moved = base + np.clip(step, -widest, widest) + noise
    folded = np.abs(moved)
    folded = 1 - np.abs(1 - folded)
    found: Array = np.round(np.clip(folded, 0.0, 1.0), DECIMALS)
    return found
