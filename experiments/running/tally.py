"""How an experiment stands, and who is told of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from experiments.running.jobs import Result

PILOTS = 2  # runs computed first, alone, to tell the time of the others


@dataclass(slots=True)
class Tally:
    """How an experiment stands: runs by what became of them, and where the time went.

    Of `total` runs (0 while unknown) `kept` were in the folder before, `done` are new, `failed` holds
    errors by key; `found` is what the folder held at the start, of this design or not. `model` is
    seconds spent in the model, added up over all workers. `each` and `size` are the seconds and bytes
    of one of the first runs. `set_aside` are damaged files whose runs are computed again.
    """

    total: int = 0
    found: int = 0
    kept: int = 0
    done: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    workers: int = 1
    began: float = field(default_factory=time.perf_counter)
    model: float = 0.0
    each: float = 0.0
    size: int = 0
    stopped: bool = False
    set_aside: tuple[Path, ...] = ()

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self.began

    @property
    def ended(self) -> int:
        """Runs that need no more work."""
        return self.kept + self.done + len(self.failed)

    @property
    def left(self) -> int:
        """At most so many runs are still to do; 0 while the total is unknown."""
        return max(self.total - max(self.ended, self.found), 0)

    @property
    def busy(self) -> float:
        """The share of the workers' time that was spent in the model."""
        return self.model / (self.elapsed * self.workers)

    def note(self, result: Result) -> None:
        """Count a result."""
        if self.done < PILOTS:  # the first run also loads the rules, so the quicker one counts
            self.each = min(self.each or result.seconds, result.seconds)
            self.size = len(result.tables)
        self.model += result.seconds
        if result.error:
            self.failed[result.key] = result.error
        else:
            self.done += 1


type Told = Callable[[str, Tally], None]
"""Told "pilot" after each of the first runs, "start" before the others, "run" after each of them, "end" at the end."""


def silent(what: str, tally: Tally) -> None:
    """Says nothing."""
