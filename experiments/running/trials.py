"""Questions to the model that a few numbers answer: a plan, a seed, and what to read off.

Analyses ask thousands of them, so only the numbers travel and memory stays flat (see bench.py). Answers
depend on the question alone, never on the number of processes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from experiments.running.jobs import Job, task_of
from experiments.running.recording.recorded import READINGS, Recorded


@dataclass(frozen=True, slots=True)
class Trial(Job):
    """A run to make, and what to read off it; see readings.py."""

    readings: tuple[str, ...] = ()

    @property
    def recorded(self) -> Recorded:
        """What is kept of the run."""
        return Recorded((READINGS,), readings=self.readings)

    @property
    def key(self) -> str:
        """The same for the same question, whoever asks it."""
        return task_of(self, self.recorded).key


@dataclass(frozen=True, slots=True)
class Answer:
    """The numbers that were read off, by reading; or why the run failed."""

    values: dict[str, float]
    error: str = ""

    @property
    def ok(self) -> bool:
        """Whether the run reached its last month."""
        return not self.error

    def value(self, reading: str) -> float:
        """One number; NaN when the run failed."""
        return self.values.get(reading, float("nan"))

    def groups(self, outcome: str) -> dict[str, float]:
        """The shares of an outcome by group, after reading `<outcome>/*`."""
        start = f"{outcome}/"
        return {k.removeprefix(start): v for k, v in self.values.items() if k.startswith(start)}


type Tell = Callable[[int, int, str], None]
"""Told how many runs of how many are done, and of which step of the analysis."""


def no_news(done: int, total: int, step: str) -> None:
    """A listener that does nothing."""
