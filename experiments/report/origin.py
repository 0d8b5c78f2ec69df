"""What gives numbers again, as it stands under a picture and in every row of a saved table."""

from __future__ import annotations

from collections.abc import Iterable

from experiments.language import t

FINGERPRINT = 16  # letters of a hash on a sheet, under a picture and in a table


def prints(plans: Iterable[tuple[str, str]]) -> str:
    """Which plans exactly, from their titles and hashes: two with the same fingerprint do the same."""
    return " · ".join(t("{plan}: {text}", plan=title, text=known[:FINGERPRINT]) for title, known in plans)


def origin(city: str, command: str, plans: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Where the people live, the command, and the plans; without a command the other two."""
    caveat = t("{city}. A thinking tool, not a forecast.", city=city)
    return tuple(filter(None, (caveat, command, prints(plans))))
