"""Points in a space of parameters: every combination of listed values, or a sample of ranges.

The same seed gives the same points on any computer. Nothing but numbers is held in memory, and a grid
not even those.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from experiments.designing.ranges import Range
from experiments.running.extras import extra

if TYPE_CHECKING:
    from sim.tables import Array

type Method = Literal["grid", "latin", "sobol", "morris"]
SAMPLED = ("latin", "sobol", "morris")
METHODS = ("grid", *SAMPLED)


@dataclass(frozen=True)
class Sample:
    """Points drawn from ranges.

    `latin`: a Latin hypercube, every range cut into `points` parts and each part met once. `sobol`: a
    scrambled Sobol' sequence, whose `points` are a power of two. `morris`: `points` trajectories over
    `levels` levels, on which one parameter at a time moves (Morris 1991), so (ranges + 1) points each.
    """

    method: Method
    ranges: tuple[Range, ...]
    points: int
    seed: int = 1
    levels: int = 4

    def __len__(self) -> int:
        return self.points * (len(self.ranges) + 1) if self.method == "morris" else self.points

    @cached_property
    def values(self) -> Array:
        """The points, one a row, one range a column."""
        shares = _SHARES[self.method](self)
        return np.stack([found.at(shares[:, i]) for i, found in enumerate(self.ranges)], axis=1)


def _latin(sample: Sample) -> Array:
    from scipy.stats import qmc

    drawn = qmc.LatinHypercube(len(sample.ranges), rng=np.random.default_rng(sample.seed))
    found: Array = drawn.random(sample.points)
    return found


def _sobol(sample: Sample) -> Array:
    from scipy.stats import qmc

    drawn = qmc.Sobol(len(sample.ranges), rng=np.random.default_rng(sample.seed))
    found: Array = drawn.random_base2(round(math.log2(sample.points)))
    return found


def _morris(sample: Sample) -> Array:
    morris = extra("SALib.sample.morris", "research")
    problem = {
        "num_vars": len(sample.ranges),
        "names": [found.name for found in sample.ranges],
        "bounds": [[0.0, 1.0]] * len(sample.ranges),
    }
    found: Array = morris.sample(problem, sample.points, num_levels=sample.levels, seed=sample.seed)
    return found


_SHARES = {"latin": _latin, "sobol": _sobol, "morris": _morris}


@dataclass(frozen=True, slots=True)
class Space:
    """Listed values crossed with a sample of ranges; neither of them is one point that changes nothing."""

    listed: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    sample: Sample | None = None

    def __len__(self) -> int:
        return math.prod(map(len, self.listed.values())) * (len(self.sample) if self.sample else 1)

    def __iter__(self) -> Iterator[dict[str, float]]:
        for combination in itertools.product(*self.listed.values()):
            fixed = dict(zip(self.listed, combination, strict=True))
            for drawn in self._drawn():
                yield fixed | drawn

    def _drawn(self) -> Iterator[dict[str, float]]:
        if self.sample is None:
            yield {}
            return
        names = [found.name for found in self.sample.ranges]
        for row in self.sample.values:
            yield dict(zip(names, row.tolist(), strict=True))

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that vary."""
        return (*self.listed, *(found.name for found in (self.sample.ranges if self.sample else ())))
