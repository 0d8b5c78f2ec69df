"""How free the city is to leave its vendors."""

from __future__ import annotations

from sim.recorder import Record
from sim.rules import indicator
from sim.tables import Array


@indicator(unit="index, 0 to 1", better="lower", label="Lock-in", sdg=("9.b",))
def lock_in(record: Record) -> Array:
    """½ · Herfindahl index of vendors + ½ · switching cost ÷ annual value."""
    return record.series["lock_in"]


@indicator(unit="years of contract value", better="lower", label="Cost of leaving every vendor")
def exit_cost(record: Record) -> Array:
    """Switching costs of all agencies ÷ what they pay vendors in a year."""
    return record.series["exit_cost"]


@indicator(unit="bidders", better="higher", label="Bidders at a tender")
def bidders(record: Record) -> Array:
    """Bidders that a tender of the month would draw."""
    return record.series["bidders"]
