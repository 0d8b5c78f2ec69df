"""Questions to the model that a few numbers answer: a scenario, a seed, and what to read off at the end.

Analyses ask thousands of them, so only the numbers travel and memory stays flat. A `Bench` answers them
in parallel processes, remembers what it has answered, and can write it down so that nothing that was
computed is computed again. Answers depend on the question alone, never on the number of processes.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from experiments.comparing.gaps import ENOUGH, OUTCOMES

if TYPE_CHECKING:
    from experiments.running.runner import Cities, Run
    from sim.scenario import Scenario

COST = "cost"
"""Reads all public spending of a run, in US$ of the real city."""
GROUPS = "/*"
"""After the name of an outcome: its share in every group that is large enough to speak of."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One run to make, and what to read off: indicator names in the last month.

    `payments@84` is the value in month 84, `payments/women` that of a group, `payments/*` that of all
    groups with at least 30 simulated residents, `cost` all public spending in US$.
    """

    scenario: Scenario
    seed: int
    readings: tuple[str, ...]

    @property
    def key(self) -> str:
        """The same for the same question, whoever asks it."""
        text = f"{self.scenario.hash} {self.seed} {' '.join(self.readings)}"
        return hashlib.sha256(text.encode()).hexdigest()[:32]


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


def answer(trial: Trial, cities: Cities) -> Answer:
    """Make the run and read it; an error inside the model becomes a failed answer."""
    from experiments.running.runner import Plan, run_plan

    run = run_plan(Plan(trial.scenario.name, trial.scenario), trial.seed, cities)
    return Answer(dict(read(run, trial.readings))) if run.ok else Answer({}, run.error)


def read(run: Run, readings: Sequence[str]) -> Iterator[tuple[str, float]]:
    """The numbers that `readings` ask for."""
    for reading in readings:
        what, _, month = reading.partition("@")
        at = int(month) if month else -1
        name, _, group = what.partition("/")
        if name == COST:
            yield reading, float(run.counted.spend.sum())
        elif not group:
            yield reading, float(run.indicators[name][at])
        else:
            yield from _of_groups(run, name, group, at, reading)


def _of_groups(run: Run, name: str, group: str, at: int, reading: str) -> Iterator[tuple[str, float]]:
    column, code = OUTCOMES[name]
    known = run.counted.groups
    shares = run.counted.by_group(column, code)[at]
    if group != "*":
        yield reading, float(shares[known.labels.index(group)])
        return
    for g in range(1, known.sizes.size):
        if known.sizes[g] >= ENOUGH:
            yield f"{name}/{known.labels[g]}", float(shares[g])


type Tell = Callable[[int, int, str], None]
"""Told how many runs of how many are done, and of which step of the analysis."""


class Cancelled(Exception):
    """Whoever asked no longer wants the answer."""


def no_news(done: int, total: int, step: str) -> None:
    """A listener that does nothing."""


def wanted() -> bool:
    """A cancel check that never cancels."""
    return False


def first_error(answers: Sequence[Answer]) -> str:
    """The reason of the first failed answer; empty when all went well."""
    with contextlib.suppress(StopIteration):
        return next(a.error for a in answers if not a.ok)
    return ""
