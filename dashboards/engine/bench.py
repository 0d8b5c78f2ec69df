"""Answers the questions of an analysis with the worker processes of the page, one run after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboards.engine.jobs import run_each
from dashboards.engine.run_maker import RunMaker
from experiments.running.bench import Bench
from experiments.running.recording.readings import read
from experiments.running.runner import Plan
from experiments.running.trials import Answer, Trial


class PageBench(Bench):
    """A bench whose runs are made by the workshop; `told` receives the share of `total` that is done."""

    def __init__(
        self, workshop: RunMaker, told: Callable[[float], None], unwanted: Callable[[], bool], total: int
    ) -> None:
        super().__init__(workers=1, total=total)
        self._workshop, self._told, self._unwanted = workshop, told, unwanted

    def ask(self, trials: Sequence[Trial], step: str = "") -> list[Answer]:
        """Answer trials, in their order; what was asked before is answered from memory."""
        asked = [trial.key for trial in trials]
        todo = {key: t for key, t in zip(asked, trials, strict=True) if key not in self._known}
        keys, wanted = list(todo), [(Plan(t.plan.name, t.scenario()), t.seed) for t in todo.values()]
        for place, run in run_each(self._workshop, wanted, self._unwanted):
            self._known[keys[place]] = Answer(dict(read(run, todo[keys[place]].readings)))
            self.done += 1
            self._told(min(self.done / max(self.total, 1), 1.0))
        return [self._known[key] for key in asked]
