"""A stand-in for the model in which the best mixes are known."""

from __future__ import annotations

from experiments.optimising.advice import Checks, optimise
from experiments.optimising.scores import Goal
from experiments.optimising.search import Effort
from experiments.optimising.space import choices
from experiments.running.trials import Answer
from tests.experiments.known import Known, plan

BASE = plan("base").scenario
NAMES = ("data_subsidy", "digital_only_mandate", "id_campaign", "ombudsperson", "skills_training")
GAIN = {
    "data_subsidy": (0.10, 0.00, 4e6, 0.0),
    "digital_only_mandate": (0.30, 0.30, 1e5, 0.6),
    "id_campaign": (0.05, 0.20, 3e6, -0.01),
    "ombudsperson": (0.00, 0.00, 1e6, 0.0),
    "skills_training": (0.01, 0.01, 9e6, 0.0),
}
"""What each policy adds: to everybody, to the group served least, to the cost, and to the needs denied."""
EFFORT, CHECKS = Effort(rounds=3, size=8, cities=2), Checks(draws=4)


class Cancelled(Exception):
    """The search was stopped."""


class World(Known):
    """Policies add up by strength, and luck is the same for all; `breaks` names a policy whose runs fail.

    With `patience` the question after so many answers is cancelled, as a kill would.
    """

    def __init__(self, breaks: str = "", patience: int = 10**9) -> None:
        super().__init__(lambda trial, reading: None)
        self.breaks, self.patience = breaks, patience
        self.known: dict[str, Answer] = {}

    def ask(self, trials, step=""):
        for trial in trials:
            if trial.key not in self.known:
                if len(self.asked) >= self.patience:
                    raise Cancelled
                self.asked.append(trial)
                self.known[trial.key] = self._answer(trial)
        return [self.known[trial.key] for trial in trials]

    def _answer(self, trial) -> Answer:
        many, few, cost, denied = 0.4 + 0.001 * (trial.seed % 7), 0.2, 10e6, 0.03
        if self.breaks in [use.use for use in trial.scenario().policies]:
            return Answer({}, "it broke")
        for use in trial.scenario().policies:
            more, worst, price, harm = (use.intensity * part for part in GAIN[use.use])
            many, few, cost, denied = many + more, few + worst, cost + price, denied + harm
        return Answer({
            "payments": many, "payments/men": many, "payments/women": few, "lock_in": 0.4, "cost": cost,
            "denied_so_far": denied,
        })  # fmt: skip


def found(budget: float = 8e6, floor: float = 0.3, denied: float | None = None, bench: World | None = None):
    return optimise(
        bench or World(), BASE, choices(BASE, NAMES), Goal("payments", budget, floor, denied), [1, 2],
        effort=EFFORT, checks=CHECKS,
    )  # fmt: skip
