"""What a person sees while and after runs are made; everything here goes to stderr.

On a terminal there is a bar with the time left; elsewhere (a log, a pipe) a plain line per
finished run.
"""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from experiments.language import t
from experiments.telling.pace import Pace

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.running.runner import Event
    from experiments.running.tally import Tally

PLAIN_EVERY = 10.0  # seconds between two plain progress lines


def console() -> Console:
    """The console on stderr, as wide as the terminal, 100 columns elsewhere."""
    from rich.console import Console

    found = Console(stderr=True, highlight=False)
    return found if found.is_terminal else Console(stderr=True, highlight=False, width=100)


class Bar:
    """A bar with the time left while a `with` block lasts, on a terminal; elsewhere `bar` stays None.

    `counted` shows how many of how many are done, else the percentage is shown.
    """

    def __init__(self, out: Console, total: int, *, counted: bool = False) -> None:
        self.out, self.total, self.counted = out, total, counted
        self.began, self.said = time.monotonic(), 0.0
        self.bar: Any = None
        self.task: Any = None

    def __enter__(self) -> Self:
        if self.out.is_terminal:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            far = MofNCompleteColumn() if self.counted else TextColumn("{task.percentage:>3.0f} %")
            self.bar = Progress(
                TextColumn("{task.description}"), BarColumn(), far, TimeRemainingColumn(), console=self.out,
                transient=True,
            )  # fmt: skip
            self.task = self.bar.add_task(
                t("Preparing the rules (longer on the first start)"), total=self.total
            )
            self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.stop()


class Display(Bar):
    """A progress callback: months of all runs out of all there are."""

    def __init__(self, out: Console, runs: int, months: int) -> None:
        super().__init__(out, runs * months)
        self.runs, self.months, self.finished, self.failed = runs, months, 0, 0
        self.at: dict[tuple[str, int], int] = {}
        self.pace = Pace()

    def __call__(self, event: Event) -> None:
        """Take note of an event, and say so."""
        now = time.monotonic()
        if event.kind == "done":
            self.finished += 1
            self.failed += bool(event.error)
            self.pace.note(now, self.finished, workers=1)
        self.at[event.plan, event.seed] = self.months if event.kind == "done" else event.month
        words = self._words(event)
        if self.bar is not None:
            self.bar.update(self.task, completed=sum(self.at.values()), description=words)
        elif event.kind == "done" and event.error:
            self.out.print(f"failed: {event.plan}, seed {event.seed}: {event.error}", markup=False)
        elif event.kind == "done" and (self.finished == self.runs or now - self.said > PLAIN_EVERY):
            self._say(now, self.finished, self.runs - self.finished)

    def _words(self, event: Event) -> str:
        if event.kind == "city":
            return f"Making the people of city {event.seed}"
        if event.kind == "month":
            return f"Run {min(self.finished + 1, self.runs)} of {self.runs}, month {event.month} of {event.months}"
        return f"{self.finished} of {self.runs} runs done"

    def _say(self, now: float, made: int, todo: int) -> None:
        self.said = now
        left = (
            f", {now - self.began:.1f} s" if self.finished == self.runs else self.pace.left(now, made, todo)
        )
        self.out.print(f"{self.finished} of {self.runs} runs done{left}", markup=False)


class KeptDisplay(Display):
    """The same for runs that are kept in a folder: it hears of months, and of how the whole stands."""

    def __call__(self, event: Event) -> None:
        """Take note of a month of a run that is made here."""
        if event.kind != "done":
            super().__call__(event)

    def told(self, what: str, tally: Tally) -> None:
        """Take note of how many runs have ended."""
        now, made = time.monotonic(), tally.done + len(tally.failed)
        self.finished, self.failed = tally.ended, len(tally.failed)
        if what == "start":
            self.pace = Pace(made)
        elif what == "run":
            self.pace.note(now, made, tally.workers)
        self.at = {("", 0): self.finished * self.months}
        if self.bar is not None:
            self.bar.update(self.task, completed=self.finished * self.months,
                            description=f"{self.finished} of {self.runs} runs done")  # fmt: skip
        elif what == "end" or (what == "run" and now - self.said > PLAIN_EVERY):
            self._say(now, made, tally.left)
