"""City services that ride on the infrastructure: who uses them, what they save, whom they spare."""

from __future__ import annotations

import numpy as np

from sim.recorder import Record
from sim.rules import indicator
from sim.tables import Array


@indicator(unit="share of adults", better="higher", label="Use a city service that rides on the infrastructure",
           sdg=("11.b",))  # fmt: skip
def service_riders(record: Record) -> Array:
    """Residents who used at least one such service this month."""
    return record.share("rides", "uses a service")


@indicator(unit="hours a year per adult", better="higher", label="Hours that riding services save residents")
def service_hours(record: Record) -> Array:
    """Hours saved this month · 12 ÷ adults, at the hours that each service declares (assumptions)."""
    return 12 * record.series["service_hours"] / record.adults


@indicator(unit="people-months per 1,000 adults", better="higher", label="Spared in crises so far",
           sdg=("11.5", "13.1"))  # fmt: skip
def crisis_spared(record: Record) -> Array:
    """Months that warned residents were not cut off in a crisis, summed since the start, per 1,000 adults."""
    return 1000 * np.cumsum(record.series["spared"]) / record.adults
