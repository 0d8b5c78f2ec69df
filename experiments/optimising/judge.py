"""Scores mixes by running them: in the same cities and under the same assumptions as the base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from experiments.language import SOURCE, speaking
from experiments.optimising.scores import Score
from experiments.optimising.space import named, with_mix
from experiments.running.recording.readings import COST
from experiments.running.runner import Plan
from experiments.running.trials import Trial
from sim.errors import DPICityError
from sim.scenario.hash import digest

if TYPE_CHECKING:
    from experiments.optimising.scores import Goal
    from experiments.optimising.space import Choices, Mix
    from experiments.running.bench import Bench
    from experiments.running.trials import Answer
    from sim.scenario import Scenario

DENIED = "denied_so_far"
MIX = "mix"
"""The column of the design that tells a mix in words."""
DIGITS = 10  # of the hash by which a mix is called


class AllFailed(DPICityError):
    """No run with which mixes could be compared came to its end."""


class Judge:
    """Asks a bench for the runs of mixes, and remembers in `failed` why some of them broke off."""

    def __init__(self, bench: Bench, base: Scenario, goal: Goal, choices: Choices) -> None:
        self.bench, self.base, self.goal, self.choices = bench, base, goal, choices
        self.failed: dict[str, str] = {}
        self._readings = (goal.outcome, f"{goal.outcome}/*", "lock_in", DENIED, COST)

    def score(self, mixes: Sequence[Mix], seeds: Sequence[int], step: str) -> list[Score | None]:
        """A score for each mix over all seeds; None for one of which a run failed."""
        return [found[0] for found in self.under(mixes, seeds, step, ({},))]

    def under(
        self, mixes: Sequence[Mix], seeds: Sequence[int], step: str, assumed: Sequence[Mapping[str, float]]
    ) -> list[list[Score | None]]:
        """One list of scores a mix: a score for each set of assumptions, over all seeds.

        Raises `AllFailed` when the base itself failed under all of them.
        """
        return self._compared([(mix, self._plan(mix)) for mix in mixes], seeds, step, assumed)

    def plans(self, plans: Sequence[Plan], seeds: Sequence[int], step: str) -> list[Score | None]:
        """A score for each plan as it stands, which need not be a mix; None for one of which a run failed."""
        return [found[0] for found in self._compared([((), plan) for plan in plans], seeds, step, ({},))]

    def _compared(
        self, wanted: Sequence[tuple[Mix, Plan]], seeds: Sequence[int], step: str,
        assumed: Sequence[Mapping[str, float]],
    ) -> list[list[Score | None]]:  # fmt: skip
        """A list of scores for each plan, held against the base in the same cities under the same assumptions."""
        trials = [
            Trial(plan, seed, values, {MIX: plan.title}, self._readings)
            for plan in (self._plan(()), *(plan for _, plan in wanted)) for values in assumed for seed in seeds
        ]  # fmt: skip
        answers = self.bench.ask(trials, step)
        self._note(trials, answers)
        per = [answers[i : i + len(seeds)] for i in range(0, len(answers), len(seeds))]
        nothing, rest = per[: len(assumed)], per[len(assumed) :]
        if not any(_whole(found) for found in nothing):
            raise AllFailed(f"The plan without a further policy failed: {nothing[0][0].error}")
        return [
            [self._score(mix, rest[m * len(assumed) + k], nothing[k]) for k in range(len(assumed))]
            for m, (mix, _) in enumerate(wanted)
        ]

    def _plan(self, mix: Mix) -> Plan:
        """The base with a mix, called by it; the base itself when there is none."""
        scenario = with_mix(self.base, mix, self.choices)
        name = f"mix-{digest(scenario.hash)[:DIGITS]}" if mix else self.base.name
        with speaking(SOURCE):  # what is kept on disk does not hang on the reader's language
            return Plan(name, replace(scenario, name=name, title=named(mix)))

    def _note(self, trials: Sequence[Trial], answers: Sequence[Answer]) -> None:
        for trial, answer in zip(trials, answers, strict=True):
            if not answer.ok:
                self.failed[trial.key] = answer.error

    def _score(self, mix: Mix, found: Sequence[Answer], nothing: Sequence[Answer]) -> Score | None:
        """Means over the cities; the group served least is the one with the lowest mean."""
        if not (_whole(found) and _whole(nothing)):
            return None
        outcome = self.goal.outcome
        groups = [one.groups(outcome) for one in found]
        shared = sorted(set.intersection(*(set(g) for g in groups)))
        worst = min((float(np.mean([g[name] for g in groups])) for name in shared), default=float("nan"))
        adoption, before = _mean(found, outcome), _mean(nothing, outcome)
        denied, usual = _mean(found, DENIED), _mean(nothing, DENIED)
        return Score(
            mix, adoption, adoption - before, worst, _mean(found, "lock_in"), denied, denied - usual,
            _mean(found, COST) - _mean(nothing, COST),
        )  # fmt: skip


def _whole(answers: Sequence[Answer]) -> bool:
    return all(one.ok for one in answers)


def _mean(answers: Sequence[Answer], reading: str) -> float:
    """The mean over cities; a city in which no need arose denied none."""
    return float(np.mean(np.nan_to_num([one.value(reading) for one in answers], nan=0.0)))
