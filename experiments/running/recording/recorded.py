"""What is kept of every run of an experiment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from experiments.running.recording.frames import TABLES
from sim.errors import DPICityError, nearest

RUNS = "runs"
"""The table with one row for each run; every experiment has it."""
MEASURED, RECORD, READINGS = "measured", "record", "readings"
KNOWN = (*TABLES, MEASURED, RECORD, READINGS)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is kept of every run.

    `tables` are names of `frames.TABLES`, or "measured": the model's value for each observed point of the
    scenario, and nothing else; or "record": the whole run, see whole.py; or "readings": the numbers that
    `readings` ask for, see readings.py. `every` is the number of months between two rows (month 0 and the last
    month are always kept; spend is kept in every month); `indicators` are those of the table `series`, all if empty.
    """

    tables: tuple[str, ...] = ("series",)
    every: int = 12
    indicators: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        from sim.registry import registry

        for name in self.tables:
            if name not in KNOWN:
                raise DPICityError(f"there is no table '{name}'; {nearest(name, KNOWN)}")
        for name in self.indicators:
            if name not in registry().indicators:
                raise DPICityError(f"there is no indicator '{name}'; {nearest(name, registry().indicators)}")
        if (READINGS in self.tables) != bool(self.readings):
            raise DPICityError("the table 'readings' takes the readings to make, and nothing else does.")
        if not self.tables or self.every < 1:
            raise DPICityError("an experiment records at least one table, and every month or more rarely.")

    def as_data(self) -> dict[str, Any]:
        """The same as JSON can hold it."""
        data: dict[str, Any] = {
            "tables": sorted(self.tables),
            "every": self.every,
            "indicators": sorted(set(self.indicators)),
        }
        return data | ({"readings": list(self.readings)} if self.readings else {})

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Recorded:
        """What `as_data` was made from."""
        names = {key: tuple(data.get(key, ())) for key in ("tables", "indicators", "readings")}
        return cls(every=data["every"], **names)
