"""How far residents trust digital public services."""

from __future__ import annotations

import numpy as np

from sim.recorder import Record
from sim.rules import indicator
from sim.tables import Array


@indicator(unit="share", better="higher", label="Trust", sdg=("16.6",))
def trust(record: Record) -> Array:
    """Mean trust of all residents."""
    return record.series["trust_mean"]


@indicator(unit="share", better="higher", label="Lowest trust since the start")
def trust_low(record: Record) -> Array:
    """The lowest mean trust of all months so far: how deep a crisis went."""
    return np.minimum.accumulate(record.series["trust_mean"])


@indicator(unit="share", better="higher", label="Trust of the least trusting tenth")
def trust_lowest(record: Record) -> Array:
    """Mean trust of the tenth who trust least, measured every twelve months and held in between."""
    return record.series["trust_lowest"]


@indicator(unit="share", better="higher", label="Digital skill", sdg=("4.4",))
def skill_mean(record: Record) -> Array:
    """Mean digital skill, measured every twelve months."""
    return record.means["residents.skill"][:, 0]
