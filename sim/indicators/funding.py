"""What a budget leaves undone."""

from __future__ import annotations

from sim.recorder import Record
from sim.rules import indicator
from sim.tables import Array


@indicator(unit="US$/month", better="lower", label="Policies that the budget does not cover")
def unfunded(record: Record) -> Array:
    """What the policies in force would have cost on top of what the budget paid for; 0 without a budget."""
    return record.series["undone"]
