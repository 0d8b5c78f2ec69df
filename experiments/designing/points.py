"""Points in a space of parameters: every combination of listed values, or a sample of ranges.

The same seed gives the same points on any computer. Points are drawn in blocks, so that memory stays flat however
many there are.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

from experiments.designing.ranges import Range
from experiments.running.extras import extra

if TYPE_CHECKING:
    from sim.tables import Array

type Method = Literal["grid", "latin", "sobol", "morris"]
SAMPLED = ("latin", "sobol", "morris")
METHODS = ("grid", *SAMPLED)
AT_ONCE = 1 << 20
"""Numbers that are held in memory at once: 8 MB."""


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

    def blocks(self) -> Iterator[Array]:
        """The points some at a time: one a row, one range a column."""
        for shares in _SHARES[self.method](self, max(AT_ONCE // len(self.ranges), 1)):
            yield np.stack([found.at(shares[:, i]) for i, found in enumerate(self.ranges)], axis=1)


def _latin(sample: Sample, rows: int) -> Iterator[Array]:
    """Every column by itself, which makes a Latin hypercube too, and again for every block."""
    from scipy.stats import qmc

    for first in range(0, sample.points, rows):
        lucks = np.random.default_rng(sample.seed).spawn(len(sample.ranges))
        columns = (qmc.LatinHypercube(1, rng=luck).random(sample.points)[:, 0] for luck in lucks)
        yield np.stack([column[first : first + rows].copy() for column in columns], axis=1)


def _sobol(sample: Sample, rows: int) -> Iterator[Array]:
    from scipy.stats import qmc

    drawn = qmc.Sobol(len(sample.ranges), rng=np.random.default_rng(sample.seed))
    size = min(1 << (rows.bit_length() - 1), sample.points)
    for _ in range(sample.points // size):
        yield drawn.random(size)


def _morris(sample: Sample, rows: int) -> Iterator[Array]:
    """Trajectories are drawn one after the other, so blocks of them are those of one long sample."""
    morris = extra("SALib.sample.morris", "research")
    problem = {
        "num_vars": len(sample.ranges),
        "names": [found.name for found in sample.ranges],
        "bounds": [[0.0, 1.0]] * len(sample.ranges),
    }
    luck, size = np.random.default_rng(sample.seed).bit_generator, max(rows // (len(sample.ranges) + 1), 1)
    for first in range(0, sample.points, size):
        number = min(size, sample.points - first)
        yield morris.sample(problem, number, num_levels=sample.levels, seed=luck)


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
        for block in self.sample.blocks():
            for row in block:
                yield dict(zip(names, row.tolist(), strict=True))

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that vary."""
        return (*self.listed, *(found.name for found in (self.sample.ranges if self.sample else ())))
