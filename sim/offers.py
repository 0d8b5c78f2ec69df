"""What policies share: who stands where, whose price falls, who is taught."""

from __future__ import annotations

import numpy as np

from sim.kernels import equation, kernel
from sim.tables import Array


@equation
def taught(skill: np.float32, gain: np.float32) -> np.float32:
    """min(gain, 1 − skill): what a lesson adds to a resident's skill."""
    return min(gain, np.float32(1) - skill)


@kernel
def discount_data(
    share: float, below: np.float32, aimed: Array, rank: Array, online: Array, discount: Array
) -> int:  # fmt: skip
    """Bring the discount of the aimed under an income rank up to `share`; returns how many of them are online."""
    served = 0
    for i in range(aimed.size):
        eligible = aimed[i] & (rank[i] < below)
        discount[i] = max(discount[i], share) if eligible else discount[i]
        served += eligible & online[i]
    return served


@kernel
def points_in(kind: int, kinds: Array, district: Array, aimed: Array) -> int:
    """Access points of one kind in the districts aimed at."""
    found = 0
    for k in range(kinds.size):
        found += (kinds[k] == kind) & aimed[district[k]]
    return found
