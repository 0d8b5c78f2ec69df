"""An experiment: which plans, with which parameters, in which simulated cities, and what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from experiments.designing.points import Space
from experiments.running.inputs import resized, seeds_of
from experiments.running.jobs import Job
from experiments.running.recording.recorded import Recorded

if TYPE_CHECKING:
    from experiments.running.runner import Plan


@dataclass(frozen=True)
class Experiment:
    """A checked experiment file, or the same put together in Python.

    Every plan is run at every point of `space` in every simulated city of `seeds`.
    """

    plans: tuple[Plan, ...]
    seeds: tuple[int, ...] = (1,)
    space: Space = field(default_factory=Space)
    recorded: Recorded = field(default_factory=Recorded)
    name: str = "experiment"
    title: str = ""
    question: str = ""
    text: str = ""

    def __len__(self) -> int:
        return len(self.plans) * len(self.space) * len(self.seeds)

    def jobs(self) -> Iterator[Job]:
        """Every run, one by one: seed by seed, so that the runs of one city come together.

        The label `point` counts the points of the space; equal points of two plans can be paired.
        """
        for seed in self.seeds:
            for plan in self.plans:
                for number, values in enumerate(self.space):
                    yield Job(plan, seed, values, {"point": number})

    def resized(
        self, *, residents: int | None = None, months: int | None = None, seeds: int | None = None
    ) -> Experiment:
        """The same with another size, length or number of simulated cities, where given."""
        plans = tuple(replace(p, scenario=resized(p.scenario, residents, months)) for p in self.plans)
        return replace(self, plans=plans, seeds=tuple(seeds_of(seeds)) if seeds is not None else self.seeds)

    def shape(self) -> str:
        """`2 scenarios × 50 points × 10 simulated cities`."""
        counts = {"scenario": len(self.plans), "point": len(self.space), "simulated cit": len(self.seeds)}
        return " × ".join(f"{n:,} {_plural(word, n)}" for word, n in counts.items())


def _plural(word: str, number: int) -> str:
    if word.endswith("cit"):
        return f"{word}{'y' if number == 1 else 'ies'}"
    return word if number == 1 else f"{word}s"
