"""Does service go on in a crisis, for whom, and how soon is it back?"""

from __future__ import annotations

from math import isfinite

import numpy as np

from sim.choice import DENIED, OUTCOMES
from sim.recorder import Record
from sim.rules import indicator
from sim.tables import Array

YEAR = 12
BACK = 0.95  # of what was usual: service counts as back


def usual(values: Array) -> Array:
    """The mean of the twelve months before each month; NaN in the first year.

    Months that are themselves below `BACK` of what was usual before them do not lower it.
    """
    level, kept, months = np.full(values.size, np.nan), np.empty(values.size), 0
    for month, value in enumerate(values.tolist()):
        if months >= YEAR:
            level[month] = np.add.reduce(kept[months - YEAR : months]) / YEAR
        if isfinite(value) and not value < BACK * level[month]:
            kept[months] = value
            months += 1
    return level


@indicator(unit="share of usual", better="higher", label="Service that goes on", sdg=("11.5",))
def continuity(record: Record) -> Array:
    """Share of needs served, by any way ÷ what was usual in the year before; 1 until there is a year to compare."""
    needs = record.share("need", *OUTCOMES[1:])
    served = 1 - record.share("need", OUTCOMES[DENIED]) / np.where(needs > 0, needs, np.nan)
    level = usual(served)
    return np.where(np.isfinite(level), served / np.where(level > 0, level, 1), 1.0)


@indicator(
    unit="share of usual", better="higher", label="Least service that went on since the start", sdg=("11.5",)
)
def continuity_low(record: Record) -> Array:
    """The lowest `continuity` of all months so far: how deep the worst crisis cut."""
    return np.minimum.accumulate(continuity.compute(record))


@indicator(
    unit="months", better="lower", label="Months of service below usual since the start", sdg=("11.5",)
)
def months_disrupted(record: Record) -> Array:
    """Months so far in which less than 95 % of usual service went on: how long recovery took."""
    return np.cumsum(continuity.compute(record) < BACK).astype(float)
