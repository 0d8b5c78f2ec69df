"""Records of cities small enough to count by hand."""

from __future__ import annotations

from typing import Any

from sim.recorder import Record, Recorder
from sim.tables import Array, City
from tests.cities import tiny_city


def recorder_of(*months: City) -> Recorder:
    """A recorder that has seen these cities, one a month from 0 on."""
    columns = {column.key: column for column in months[0].residents.columns.values()}
    recorder = Recorder(months[0], columns, len(months) - 1, ("offices", "kits"))
    for month, city in enumerate(months):
        city.month = month
        recorder.observe(city)
    return recorder


def record_of(*months: City) -> Record:
    """What is remembered of these cities, one a month from 0 on."""
    return recorder_of(*months).record


def published(indicator: Any, column: str) -> Array:
    """Three months of an indicator, after the government column it reports was .25, .5 and .125."""
    key = f"government__{column}"
    return indicator.compute(record_of(*(tiny_city(**{key: value}) for value in (0.25, 0.5, 0.125))))
