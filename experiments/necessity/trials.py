"""Every set of components under every governance model and every draw of the assumptions.

A draw is one set of assumptions and one simulated city. All sets and models meet the same draws, so
what differs between them is caused by the components.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from experiments.language import mark
from experiments.necessity.components import GOVERNANCE, Subset, equipped, named, subsets
from experiments.running.runner import Plan
from experiments.running.trials import Trial
from experiments.sensitivity.inputs import inputs_of, latin, points

if TYPE_CHECKING:
    from experiments.necessity.file import Question
    from experiments.running.bench import Bench
    from sim.tables import Array

STEP = mark("Trying every set of components")


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came out: `values` and `met` are model × set × draw × target; NaN and False where a run failed."""

    question: Question
    sets: tuple[Subset, ...]
    values: Array
    met: Array
    failed: int = 0

    @property
    def reached(self) -> Array:
        """Whether all targets were met, model × set × draw."""
        found: Array = self.met.all(axis=-1)
        return found


def try_all(bench: Bench, question: Question) -> Outcomes:
    """Run every set under every model and draw."""
    sets = subsets(question.components)
    scenario = question.plan.scenario
    full = equipped(scenario, question.components, frozenset(question.components), 0)
    inputs = inputs_of([full], spread=question.spread)
    assumed = points(inputs, latin(inputs, question.draws, question.first_seed))
    readings = tuple(dict.fromkeys(target.reading for target in question.targets))
    trials = []
    for model in question.governance:
        for chosen in sets:
            labels = {"components": named(chosen), "governance": GOVERNANCE[model]}
            name = ", ".join((question.plan.name, *labels.values()))
            plan = Plan(name, replace(equipped(scenario, question.components, chosen, model), name=name))
            trials += [
                Trial(plan, question.first_seed + k, values, labels, readings)
                for k, values in enumerate(assumed)
            ]
    answers = bench.ask(trials, STEP)
    shape = (len(question.governance), len(sets), question.draws, len(question.targets))
    values = np.array([[a.value(t.reading) for t in question.targets] for a in answers]).reshape(shape)
    limits = np.array([target.limit for target in question.targets])
    at_least = np.array([target.at_least for target in question.targets])
    met = np.where(at_least, values >= limits, values <= limits)
    return Outcomes(question, tuple(sets), values, met, sum(not a.ok for a in answers))
