"""A stand-in for the model with a known answer, so that an analysis can be checked by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from experiments.running.runner import Plan
from experiments.running.trials import Answer, Trial
from sim.city.files import load_city
from sim.scenario.parts import PolicyUse, Scenario


@dataclass
class Known:
    """A bench that computes every reading by `formula(trial, reading)`; None means the run failed."""

    formula: Callable[[Trial, str], float | None]
    asked: list[Trial] = field(default_factory=list)

    def ask(self, trials, step="") -> list[Answer]:
        self.asked += trials
        return [self._answer(trial) for trial in trials]

    def _answer(self, trial: Trial) -> Answer:
        values = {reading: self.formula(trial, reading) for reading in trial.readings}
        return Answer({}, "it broke") if None in values.values() else Answer(values)


def plan(name: str = "plan", *policies: str, **rest) -> Plan:
    """A plan for the default city."""
    uses = tuple(PolicyUse(policy) for policy in policies)
    return Plan(name, Scenario(load_city("marenga"), name=name, title=name.title(), policies=uses, **rest))


def of(trial: Trial, key: str, usual: float = 0.0) -> float:
    """The value of a parameter in a trial."""
    return trial.scenario().parameters.get(key, usual)
