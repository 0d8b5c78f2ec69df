"""A whole sensitivity analysis: enough cities? which assumptions matter? could they turn the answer? when does it fail?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparing.stats import estimate
from experiments.language import mark
from experiments.sensitivity import indices as sobol
from experiments.sensitivity.discovery import Box, discover
from experiments.sensitivity.enough import Enough, enough
from experiments.sensitivity.indices import Indices, share_out
from experiments.sensitivity.inputs import Input, latin, points
from experiments.sensitivity.question import Question, ask, compared, levels, turns
from experiments.sensitivity.screening import Screening, screen
from experiments.sensitivity.tornado import Tornado, tornado

if TYPE_CHECKING:
    from experiments.comparing.targets import Target
    from experiments.running.bench import Bench
    from sim.tables import Array

FEW = 0.05  # below this share of failures there is too little to learn from
WORST = 0.2  # the share of draws that is then looked at instead
LEAST_DRAWS = 30  # fewer do not show where a plan fails
SEARCHED = 12  # inputs among which the box is looked for


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is tried: trajectories of the screening, inputs followed up, samples, draws, cities."""

    cities: int = 8
    trajectories: int = 6
    leading: int = 10
    shared: int = 6
    samples: int = 64
    draws: int = 240

    def points(self, inputs: int) -> int:
        """Points to run; each takes one run, or two when two plans are compared."""
        shared = min(self.shared, inputs)
        parts = (
            self.cities,
            self.trajectories * (inputs + 1),
            (1 + 2 * min(self.leading, inputs)) * self.cities,
            sobol.runs(shared, self.samples) if self.samples else 0,
            self.draws,
        )
        return sum(parts)


QUICK = Sizes(cities=2, trajectories=2, leading=6, shared=0, samples=0, draws=60)
"""For a page that waits: no shares of the variance, and wide ranges."""


@dataclass(frozen=True, slots=True)
class Draws:
    """What came of plans under drawn assumptions.

    `values` is draw × input, `outcome` the main outcome (a difference when two plans are compared),
    `fails` which draws fail in the sense of `meaning`: "target", "not ahead" or "worst".
    """

    values: Array
    outcome: Array
    fails: Array
    meaning: str
    ahead: float | None

    @property
    def count(self) -> int:
        """How many draws were finished."""
        return len(self.outcome)


@dataclass(frozen=True, slots=True)
class Study:
    """Everything a sensitivity analysis found; `failed` is the number of draws whose run failed."""

    question: Question
    inputs: tuple[Input, ...]
    sizes: Sizes
    enough: tuple[Enough, ...]
    screenings: tuple[Screening, ...]
    tornado: Tornado
    indices: tuple[Indices, ...]
    draws: Draws
    box: Box
    targets: tuple[Target, ...] = ()
    failed: int = 0


def study(
    bench: Bench, question: Question, inputs: Sequence[Input], seeds: Sequence[int], *, sizes: Sizes | None = None,
    targets: Sequence[Target] = (), precision: float = 0.01, luck: int = 1,
) -> Study:  # fmt: skip
    """Run the analysis. `seeds` are the simulated cities; `precision` is in the unit of the main outcome."""
    plan = sizes or Sizes()
    question = replace(question, also=tuple(target.reading for target in targets))
    cities = seeds[: plan.cities]
    usual = ask(bench, question, [{}] * len(cities), cities, mark("Trying several cities"))
    reach = [
        enough(name, usual[:, k], precision if k == 0 else tolerance(usual[:, k]))
        for k, name in enumerate(question.outcomes)
        if np.isfinite(usual[:, k]).sum() > 1
    ]
    screenings = screen(bench, question, inputs, cities, trajectories=plan.trajectories, luck=luck)
    leading = screenings[0].leading(max(plan.leading, SEARCHED))
    swings = tornado(bench, question, leading[: plan.leading], cities)
    shares: tuple[Indices, ...] = ()
    if plan.samples and leading:
        shares = share_out(bench, question, leading[: plan.shared], cities, samples=plan.samples, luck=luck)
    draws, failed = drawn(bench, question, inputs, cities, plan.draws, targets, luck)
    box = boxed(inputs, leading[:SEARCHED], draws)
    return Study(question, tuple(inputs), plan, tuple(reach), screenings, swings, shares, draws, box,
                 tuple(targets), failed)  # fmt: skip


def tolerance(values: Array) -> float:
    """A precision for outcomes that the user gave none for: a twentieth of the mean's size."""
    return max(abs(estimate(values).mean) / 20, 1e-12)


def drawn(
    bench: Bench, question: Question, inputs: Sequence[Input], seeds: Sequence[int], draws: int,
    targets: Sequence[Target], luck: int,
) -> tuple[Draws, int]:  # fmt: skip
    """Run the plans under drawn assumptions; also how many draws failed to run."""
    rows = points(inputs, latin(inputs, draws, luck))
    found = levels(bench, question, rows, turns(seeds, draws), mark("Drawing assumptions"))
    whole = np.isfinite(found).all(axis=(1, 2))
    values = np.array([[row[i.key] for i in inputs] for row in rows])[whole]
    main = compared(question, found)[whole, 0]
    missed = np.zeros(int(whole.sum()), bool)
    for k, target in enumerate(targets):
        reached = found[whole, -1, len(question.outcomes) + k]
        missed |= np.array([not target.met(float(value)) for value in reached])
    gain = main * question.good(question.main)
    ahead = None if question.base is None else float((gain > 0).mean())
    fails, meaning = failing(gain, missed if targets else None, question.base is not None)
    return Draws(values, main, fails, meaning, ahead), int((~whole).sum())


def failing(gain: Array, missed: Array | None, pair: bool) -> tuple[Array, str]:
    """Which draws count as failures, and in which sense.

    Missed targets if there are any; else draws in which the plan is not ahead of the base; else, and
    when those are too few to learn from, the fifth of the draws with the least gain.
    """
    if missed is not None:
        return missed, "target"
    behind = gain <= 0
    if pair and behind.mean() >= FEW:
        return behind, "not ahead"
    return gain <= np.quantile(gain, WORST) if len(gain) else behind, "worst"


def boxed(inputs: Sequence[Input], leading: Sequence[Input], draws: Draws) -> Box:
    """The box in which failures lie, among the inputs that matter most."""
    place = {known.key: k for k, known in enumerate(inputs)}
    columns = [place[known.key] for known in leading]
    return discover(leading, draws.values[:, columns], draws.fails)
