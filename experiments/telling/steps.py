"""What a person sees while a long analysis asks the model: the step, how far, and the time left."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from experiments.language import t
from experiments.telling.console import PLAIN_EVERY, Bar
from experiments.telling.numbers import plain
from experiments.telling.pace import Pace

if TYPE_CHECKING:
    from rich.console import Console


class Steps(Bar):
    """Told how many runs of how many are done; a bar on a terminal, a line now and then elsewhere."""

    def __init__(self, out: Console, total: int, workers: int) -> None:
        super().__init__(out, total, counted=True)
        self.workers = workers
        self.pace: Pace | None = None

    def __call__(self, done: int, total: int, step: str) -> None:
        """Take note of how far the analysis is."""
        now = time.monotonic()
        self.pace = self.pace or Pace(done)  # what an earlier command had left behind cost no time
        self.pace.note(now, done, self.workers)
        self.total = max(total, self.total)
        if self.bar is not None:
            self.bar.update(self.task, completed=done, total=self.total, description=t(step))
        elif now - self.said > PLAIN_EVERY:
            self.said = now
            far = t("{step}: {done} of {total} runs", step=t(step), done=plain(done), total=plain(self.total))
            self.out.print(f"{far}{self.pace.left(now, done, self.total - done)}", markup=False)
