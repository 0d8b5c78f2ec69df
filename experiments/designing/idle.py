"""Finds parameters that an experiment varies to no effect, and the policy that is the cause.

A policy can make a parameter meaningless: where instant payments waive the whole fee, other values of the fee
change nothing. No declaration would catch all of that, so it is tried out: each parameter at its lowest and its
highest value, in one small city, with all others as the plan has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from experiments.running.jobs import Job
from experiments.running.runner import Cities, Plan, run_plan
from sim.errors import ScenarioError

if TYPE_CHECKING:
    from experiments.designing.experiment import Experiment
    from experiments.designing.points import Space
    from sim.scenario import Scenario

SMALL = 1_000  # residents of the city in which it is tried
MOST = 24  # parameters that are tried; with more of them it would take longer than the user should wait

type Ends = dict[str, tuple[float, float]]
"""The lowest and the highest value of each parameter that varies."""


def idle(experiment: Experiment) -> list[str]:
    """A sentence for each plan and parameter of which the highest value ends as the lowest does.

    What counts are the recorded indicators in the last month, all if the experiment does not choose. Nothing is said
    of a design of more than `MOST` parameters: screening them is the way to find those that do nothing.
    """
    ends = ends_of(experiment.space)
    if len(ends) > MOST:
        return []
    trial = Trial(experiment)
    return [
        sentence
        for plan in experiment.plans
        for name in ends
        if (sentence := trial.sentence(plan.scenario, name, ends))
    ]


def ends_of(space: Space) -> Ends:
    """The lowest and the highest value of each parameter of a space."""
    listed = {name: (min(values), max(values)) for name, values in space.listed.items() if len(values) > 1}
    ranges = space.sample.ranges if space.sample else ()
    return listed | {found.name: (found.low, found.high) for found in ranges}


class Trial:
    """Runs plans in one small city and compares how they end."""

    def __init__(self, experiment: Experiment) -> None:
        self._names, self._seed = experiment.recorded.indicators, experiment.seeds[0]
        self._cities = Cities()

    def sentence(self, scenario: Scenario, name: str, ends: Ends) -> str:
        """What makes a parameter meaningless in a plan; empty when it matters."""
        if self.matters(scenario, name, ends[name], {}):
            return ""
        others = [{n: pair[side] for n, pair in ends.items() if n != name} for side in (0, 1)]
        if any(self.matters(scenario, name, ends[name], given) for given in others if given):
            return ""
        causes = [
            use.use
            for use in scenario.policies
            if self.matters(without(scenario, use.use), name, ends[name], {})
        ]
        if causes:
            return (
                f"In “{scenario.name}” {name} changes nothing that is recorded in the last month while the policy "
                f"'{causes[0]}' is there: its values from {ends[name][0]:g} to {ends[name][1]:g} all end in the same. "
                "Vary a number of that policy, or take a plan without it."
            )
        moved = " A shift of the plan moves it." if any(s.param == name for s in scenario.shifts) else ""
        return (
            f"In “{scenario.name}” {name} changes nothing that is recorded in the last month: its values from "
            f"{ends[name][0]:g} to {ends[name][1]:g} all end in the same.{moved}"
        )

    def matters(
        self, scenario: Scenario, name: str, ends: tuple[float, float], others: Mapping[str, float]
    ) -> bool:
        """Whether the lowest and the highest value end differently; also when that cannot be told."""
        low, high = (self._last(scenario, {**others, name: value}) for value in ends)
        return low is None or high is None or low != high

    def _last(self, scenario: Scenario, values: Mapping[str, float]) -> list[str] | None:
        """The recorded indicators of the last month; None when there is no such run."""
        small = replace(scenario, residents=min(scenario.residents, SMALL))
        try:
            changed = Job(Plan(scenario.name, small), self._seed, values).scenario()
        except ScenarioError:
            return None
        run = run_plan(Plan(scenario.name, changed), self._seed, self._cities)
        names = self._names or sorted(run.indicators)
        return [repr(float(run.indicators[name][-1])) for name in names] if run.ok else None


def without(scenario: Scenario, policy: str) -> Scenario:
    """The plan without one of its policies."""
    return replace(scenario, policies=tuple(use for use in scenario.policies if use.use != policy))
