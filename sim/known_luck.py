"""What a process has found out about the luck of a seed.

Luck depends on the seed alone, so the rows that are drawn this month under one plan are drawn under
every other plan too: whoever moves a lever meets the same luck again, and need not look for it twice.
Forgetting all of it changes no result.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

type Numbers = np.ndarray[Any, np.dtype[np.uint32]]
type Small = np.ndarray[Any, np.dtype[np.uint16]]

SEEDS = 6  # remembered by a process
MOST_ROWS = 2**16  # of a city whose luck is kept: its row numbers fit in 16 bits
MOST_KEPT = 2**23  # row numbers kept for one seed, 17 MB


class KnownLuck:
    """Queues and drawn rows of one seed."""

    def __init__(self) -> None:
        self.queues: dict[tuple[str, int], Numbers] = {}
        self._drawn: dict[tuple[str, int, int], tuple[int, Small]] = {}
        self._kept = 0

    def drawn(self, stream: str, month: int, rows: int, under: int) -> Numbers | None:
        """The rows drawn under a chance, or None if that is not known."""
        found = self._drawn.get((stream, month, rows))
        return found[1].astype(np.uint32) if found and found[0] == under else None

    def keep(self, stream: str, month: int, rows: int, under: int, drawn: Numbers) -> None:
        """Remember the rows drawn under a chance, in place of those of another chance, if there is room."""
        _, before = self._drawn.pop((stream, month, rows), (0, drawn[:0]))
        self._kept -= before.size
        if rows <= MOST_ROWS and self._kept + drawn.size <= MOST_KEPT:
            self._drawn[stream, month, rows] = under, drawn.astype(np.uint16)
            self._kept += drawn.size


@lru_cache(maxsize=SEEDS)
def known_luck(seed: int) -> KnownLuck:
    """What this process knows about the luck of a seed."""
    return KnownLuck()
