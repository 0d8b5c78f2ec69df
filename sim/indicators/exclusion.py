"""Who is shut out, and by what."""

from __future__ import annotations

from sim.choice import CONSTRAINTS
from sim.recorder import Record
from sim.rules import indicator
from sim.tables import Array

NOT_CHOSEN = tuple(c for c in CONSTRAINTS if c not in ("uses it", "own choice", "deciding"))


def constraints(record: Record, channel: str = "payments", group: int = 0) -> dict[str, Array]:
    """Share of a group held back by each constraint, month by month; users under "uses it"."""
    return {c: record.share(f"barrier_{channel}", c, group=group) for c in CONSTRAINTS}


@indicator(
    unit="share of adults", better="lower", by_group=True, label="Shut out of digital payments", sdg=("10.2",)
)
def excluded_payments(record: Record) -> Array:
    """Residents kept from paying digitally by a constraint that is not their own choice ÷ all."""
    return record.share("barrier_payments", *NOT_CHOSEN)


@indicator(
    unit="share of adults",
    better="lower",
    by_group=True,
    label="Shut out of e-services",
    sdg=("10.2", "16.10"),
)
def excluded_eservices(record: Record) -> Array:
    """Residents kept from e-services by a constraint that is not their own choice ÷ all."""
    return record.share("barrier_eservices", *NOT_CHOSEN)
