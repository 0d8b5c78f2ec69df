"""What a person sees while a long analysis asks the model: the step, how far, and the time left."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from experiments.telling.console import PLAIN_EVERY, Bar

if TYPE_CHECKING:
    from rich.console import Console

SETTLED = 4  # runs after which the time left is worth saying


class Steps(Bar):
    """Told how many runs of how many are done; a bar on a terminal, a line now and then elsewhere."""

    def __init__(self, out: Console, total: int) -> None:
        super().__init__(out, total, counted=True)
        self.first = self.done = 0

    def __call__(self, done: int, total: int, step: str) -> None:
        """Take note of how far the analysis is."""
        now = time.monotonic()
        if not self.done:
            self.first, self.began = done, now  # what an earlier run had left behind cost no time
        self.done, self.total = done, max(total, self.total)
        if self.bar is not None:
            self.bar.update(self.task, completed=done, total=self.total, description=step)
        elif now - self.said > PLAIN_EVERY:
            self.said = now
            self.out.print(f"{step}: {done:,} of {self.total:,} runs{self._left(now)}", markup=False)

    def _left(self, now: float) -> str:
        made = self.done - self.first
        if made < SETTLED:
            return ""
        seconds = (now - self.began) / made * (self.total - self.done)
        return f", about {lasting(seconds)} left"


def lasting(seconds: float) -> str:
    """A length of time as people say it: 40 s, 6 minutes, 2.5 hours."""
    if seconds < 90:
        return f"{max(seconds, 1):.0f} s"
    return f"{seconds / 60:.0f} minutes" if seconds < 5400 else f"{seconds / 3600:.1f} hours"
