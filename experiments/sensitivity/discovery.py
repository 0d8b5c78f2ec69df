"""When does a plan fail? A box in the space of inputs that holds most failures and little else.

After Bryant and Lempert (2010): from all draws, peel away thin slices so that failures get denser
inside (the patient rule induction method, Friedman and Fisher 1999), keep the box that best balances
density and coverage, and drop limits that do not earn their place. Density is the share of draws
inside the box that fail, coverage the share of failures that lie inside. Both are reported for draws
that were held out, which the search has not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.sensitivity.inputs import Input

if TYPE_CHECKING:
    from sim.tables import Array

PEEL = 0.1  # share of the draws in the box that one slice takes
FEWEST = 8  # draws that a box holds at least
MOST_LIMITS = 3
EARNS = 0.03  # what a limit must add to the balance of density and coverage to be kept
HELD_OUT = 1 / 3


@dataclass(frozen=True, slots=True)
class Limit:
    """One side of a box: an input above or below a value."""

    input: Input
    below: bool
    value: float


@dataclass(frozen=True, slots=True)
class Box:
    """Where a plan fails; density and coverage on held-out draws, and on those searched.

    Of the `held_out` draws `inside` lie in the box, `hits` of these fail, and `missed` of the others.
    `rate` is the share of all draws that fail. `better` says whether, on held-out draws, failures are
    denser inside than everywhere: only then is the box worth telling.
    """

    limits: tuple[Limit, ...]
    density: float
    coverage: float
    searched_density: float
    searched_coverage: float
    rate: float
    draws: int
    held_out: int
    inside: int
    hits: int
    missed: int

    @property
    def better(self) -> bool:
        """Whether the box tells more than the overall rate."""
        return bool(self.limits) and self.density > 1.25 * self.rate and self.coverage > 0


type Sides = tuple[tuple[int, bool, float], ...]
"""Limits while searching: column, whether inside is below, and the value."""


def discover(inputs: Sequence[Input], values: Array, fails: Array) -> Box:
    """Find the box; `values` is draw × input, `fails` says which draws failed.

    Every third draw is held out; draws of a Latin hypercube come in random order.
    """
    held = np.arange(len(fails)) % round(1 / HELD_OUT) == 0
    x, y = values[~held], fails[~held]
    sides: Sides = ()
    if 0 < y.sum() < len(y):
        sides = pruned(best(peel(x, y), x, y), x, y)
    limits = tuple(Limit(inputs[k], below, value) for k, below, value in sides)
    outer = quality(sides, values[held], fails[held])
    inner = quality(sides, x, y)
    return Box(
        limits,
        *outer,
        *inner,
        float(fails.mean()),
        int((~held).sum()),
        *counted(sides, values[held], fails[held]),
    )


def inside(sides: Sides, x: Array) -> Array:
    """Which draws lie in the box."""
    found = np.ones(len(x), bool)
    for k, below, value in sides:
        found &= x[:, k] < value if below else x[:, k] > value
    return found


def quality(sides: Sides, x: Array, y: Array) -> tuple[float, float]:
    """Density and coverage; 0 where there is nothing to count."""
    _, within, hits, missed = counted(sides, x, y)
    return hits / max(within, 1), hits / max(hits + missed, 1)


def counted(sides: Sides, x: Array, y: Array) -> tuple[int, int, int, int]:
    """All draws, those in the box, those of them that fail, and the failures outside."""
    box = inside(sides, x)
    return len(y), int(box.sum()), int((box & y).sum()), int((~box & y).sum())


def balance(sides: Sides, x: Array, y: Array) -> float:
    """Harmonic mean of density and coverage."""
    density, coverage = quality(sides, x, y)
    return 2 * density * coverage / (density + coverage) if density + coverage else 0.0


def peel(x: Array, y: Array) -> list[Sides]:
    """Boxes from the whole space inwards, each a slice smaller and denser than the one before."""
    found: list[Sides] = [()]
    while True:
        here = found[-1]
        options = [option for option in _slices(here, x) if inside(option, x).sum() >= FEWEST]
        scored = [(quality(option, x, y)[0], option) for option in options]
        density, option = max(scored, default=(0.0, here))
        if density <= quality(here, x, y)[0]:
            return found
        found.append(option)


def _slices(sides: Sides, x: Array) -> list[Sides]:
    """Every way to cut one slice off the box."""
    box = x[inside(sides, x)]
    found = []
    for k in range(x.shape[1]):
        for below, share in ((True, 1 - PEEL), (False, PEEL)):
            value = float(np.quantile(box[:, k], share))
            rest = tuple(side for side in sides if side[:2] != (k, below))
            found.append((*rest, (k, below, value)))
    return found


def best(boxes: Sequence[Sides], x: Array, y: Array) -> Sides:
    """The box with the best balance."""
    return max(boxes, key=lambda sides: balance(sides, x, y))


def pruned(sides: Sides, x: Array, y: Array) -> Sides:
    """The box without limits that do not earn their place, at most three of them."""
    while sides:
        fewer = [tuple(side for side in sides if side is not left) for left in sides]
        option = best(fewer, x, y)
        loss = balance(sides, x, y) - balance(option, x, y)
        if loss > EARNS and len(sides) <= MOST_LIMITS:
            break
        sides = option
    return tuple(sorted(sides))
