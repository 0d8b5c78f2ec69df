"""The range of a number that varies, whoever varies it: a design, a calibration or an analysis of doubts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from sim.tables import Array


@dataclass(frozen=True, slots=True)
class Range:
    """A number between two values, evenly likely throughout.

    `whole` takes whole numbers only. With `digits`, values are rounded to so many significant ones, so that
    what a file will say is exactly what was run.
    """

    name: str
    low: float
    high: float
    whole: bool = False
    digits: int = 0

    def at(self, share: Array) -> Array:
        """The values at shares 0..1 of the way; whole numbers get equally wide parts of it."""
        share = np.asarray(share, np.float64)
        if self.whole:
            steps = self.high - self.low + 1
            return self.low + np.minimum(np.floor(share * steps), steps - 1)
        values: Array = self.low + share * (self.high - self.low)
        if self.digits:
            return np.array([float(f"{value:.{self.digits}g}") for value in values])
        return values
