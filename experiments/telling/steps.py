"""What a person sees while a long analysis asks the model: the step, how far, and the time left."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from experiments.telling.console import PLAIN_EVERY

if TYPE_CHECKING:
    from rich.console import Console

SETTLED = 4  # runs after which the time left is worth saying


class Steps:
    """Told how many runs of how many are done; a bar on a terminal, a line now and then elsewhere."""

    def __init__(self, out: Console, total: int) -> None:
        self.out, self.total = out, total
        self.first = self.done = 0
        self.began, self.said = time.monotonic(), 0.0
        self.bar: Any = None
        self.task: Any = None

    def __enter__(self) -> Self:
        if self.out.is_terminal:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self.bar = Progress(
                TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                console=self.out, transient=True,
            )  # fmt: skip
            self.task = self.bar.add_task("Preparing the rules (longer on the first start)", total=self.total)
            self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.stop()

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
