"""What one page knows so far, and which runs are still missing for an answer to its latest question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.engine.first_look import small
from dashboards.engine.shelf import Shelf
from experiments.running.runner import Plan, Run

SEEDS = (1, 2, 3, 4, 5)
KEPT = 40  # results one page remembers, about 2 MB each

type Job = tuple[Plan, int]
type Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Question:
    """The plans wanted at one moment, each with its small city; `turn` counts the questions.

    `ahead` are the runs behind the first look at the question that is likely to follow.
    """

    turn: int = 0
    plans: tuple[Plan, ...] = ()
    smalls: tuple[Plan | None, ...] = ()
    asked: float = 0.0
    ahead: tuple[Job, ...] = ()

    def then(self, plans: Sequence[Plan], asked: float, next_plans: Sequence[Plan] = ()) -> Question:
        """The next question: about these plans, and maybe followed by one about `next_plans`."""
        ahead = tuple((small(plan) or plan, SEEDS[0]) for plan in next_plans if plan not in plans)
        return Question(self.turn + 1, tuple(plans), tuple(map(self._small, plans)), asked, ahead)

    def _small(self, plan: Plan) -> Plan | None:
        """The small city of a plan; for one that has not moved the same object, whose hash is known."""
        for before, quick in zip(self.plans, self.smalls, strict=True):
            if before.scenario is plan.scenario and before.name == plan.name:
                return quick
        return small(plan)

    def later(self) -> list[Job]:
        """The runs of all cities, then the small ones that a later first look is measured against."""
        cities = [(plan, seed) for seed in SEEDS for plan in self.plans]
        return cities + [(quick, SEEDS[0]) for quick in self.smalls if quick is not None]


class Knowledge:
    """Finished runs of one page and of the opening comparison; not safe from several threads at once."""

    def __init__(self, opening: Shelf) -> None:
        self._own, self._opening = Shelf(KEPT), opening
        self._rested: dict[str, tuple[Plan, Plan]] = {}  # by name, the last plan known whole and small
        self.failed: set[Key] = set()

    def get(self, plan: Plan, seed: int) -> Run | None:
        """A finished run."""
        return self._own.get(plan, seed) or self._opening.get(plan, seed)

    def put(self, plan: Plan, run: Run) -> None:
        """Keep a finished run."""
        self._own.put(plan, run)

    def clear(self) -> None:
        """Forget all results."""
        self._own.clear()
        self._rested.clear()

    def keep_to(self, names: Sequence[str], *, elsewhere: bool) -> None:
        """Forget how plans stood that are gone; all of them when the page has moved to another city or period."""
        self._rested = {name: self._rested[name] for name in names if name in self._rested and not elsewhere}

    def note(self, question: Question) -> None:
        """Note which plans are known whole and small: a later first look is measured against them."""
        for plan, quick in zip(question.plans, question.smalls, strict=True):
            if quick and self.get(plan, SEEDS[0]) and self.get(quick, SEEDS[0]):
                self._rested[plan.name] = (plan, quick)

    def first(self, question: Question) -> list[Job]:
        """What a first look has to run: a small city where it is enough, else the whole first city."""
        pairs = zip(question.plans, question.smalls, strict=True)
        return [(self._quick(plan, quick) or plan, SEEDS[0]) for plan, quick in pairs]

    def _quick(self, plan: Plan, quick: Plan | None) -> Plan | None:
        """The small city of a plan, when the whole one can be told from it and is not known itself."""
        if quick is None or (quick.scenario.hash, SEEDS[0]) in self.failed or self.get(plan, SEEDS[0]):
            return None
        return quick if all(self.get(one, SEEDS[0]) for one in self._rested.get(plan.name, (plan,))) else None

    def looks(self, question: Question) -> list[tuple[Run, ...]]:
        """For each plan the whole first city, or the three runs that suggest it; empty where they are missing."""
        return [self._look(p, quick) for p, quick in zip(question.plans, question.smalls, strict=True)]

    def _look(self, plan: Plan, quick: Plan | None) -> tuple[Run, ...]:
        if whole := self.get(plan, SEEDS[0]):
            return (whole,)
        if quick is None or plan.name not in self._rested:
            return ()
        found = [self.get(one, SEEDS[0]) for one in (*self._rested[plan.name], quick)]
        return tuple(run for run in found if run) if all(found) else ()

    def whole(self, question: Question) -> list[Run]:
        """The runs of all cities, those that there are."""
        return [run for seed in SEEDS for plan in question.plans if (run := self.get(plan, seed))]
