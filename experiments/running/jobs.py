"""One run of an experiment: what is asked of a worker, under which key, and what comes back."""

from __future__ import annotations

import pickle
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from experiments.designing.starts import applied
from experiments.running.recording.recorded import Recorded
from experiments.running.recording.tables import packed
from experiments.running.runner import Cities, Event, Plan, run_plan
from sim.errors import ScenarioError
from sim.scenario.hash import digest
from sim.source import fingerprint

if TYPE_CHECKING:
    from sim.scenario import Scenario

FORMAT = 1  # raised when a column of an experiment's tables changes its meaning
KEY_DIGITS = 20  # of SHA-256; two of a million runs share a key with a chance below 10⁻¹²

type Label = str | int | float


@dataclass(frozen=True, slots=True)
class Job:
    """One run of a design: a plan with some of its numbers changed, in one simulated city.

    `values` are parameters by dotted name, on top of what the plan sets, and starting conditions (see starts.py).
    `labels` are further columns of the design's table, such as the number of a trajectory; no result depends on them.
    """

    plan: Plan
    seed: int
    values: Mapping[str, float] = field(default_factory=dict)
    labels: Mapping[str, Label] = field(default_factory=dict)

    def scenario(self) -> Scenario:
        """The scenario with its values in place; `ScenarioError` when one is unknown or out of bounds."""
        return applied(self.plan.scenario, self.values)


@dataclass(frozen=True, slots=True)
class Task:
    """A job with its key; `error` says why it can never run."""

    key: str
    job: Job
    error: str = ""


def task_of(job: Job, recorded: Recorded) -> Task:
    """The key of a job: a hash of its scenario, seed, what is recorded, and the model itself.

    Equal keys mean equal bytes, so whatever is stored under a key is never computed again.
    """
    error = ""
    try:
        content = job.scenario().hash
    except ScenarioError as problem:
        content, error = digest([job.plan.scenario.hash, dict(job.values)]), str(problem)
    whole = [FORMAT, fingerprint(), content, job.seed, recorded.as_data()]
    return Task(digest(whole)[:KEY_DIGITS], job, error)


@dataclass(frozen=True, slots=True)
class Order:
    """A task as it travels to a worker: small, and packed once for all runs of a plan."""

    key: str
    plan: bytes
    seed: int
    values: Mapping[str, float]
    recorded: Recorded
    model: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a worker gives back: the run's tables as bytes, or why it failed.

    `seconds` is the time spent in the model: making the people, the months and the indicators.
    """

    key: str
    tables: bytes = b""
    error: str = ""
    seconds: float = 0.0


class Packer:
    """Turns tasks into orders; the bytes of the last plan are kept, since the next task often shares it."""

    def __init__(self, recorded: Recorded) -> None:
        self.recorded = recorded
        self._last: tuple[Plan, bytes] | None = None

    def order(self, task: Task) -> Order:
        """The order for a task."""
        plan = task.job.plan
        if self._last is None or self._last[0] is not plan:
            self._last = plan, pickle.dumps(plan)
        return Order(
            task.key, self._last[1], task.job.seed, dict(task.job.values), self.recorded, fingerprint()
        )


_HERE = threading.local()  # each thread of a worker keeps its own cities: they are not made for sharing


def compute(order: Order, watch: Callable[[Event], None] | None = None) -> Result:
    """Run one order, here. The same in this process, in another one, and on a cluster.

    An error inside the model comes back in the result; `watch` may raise `Stopped` between months.
    """
    if order.model != fingerprint():
        return Result(order.key, error=f"the worker has another version of the model ({fingerprint()}, "
                      f"not {order.model}); install the same version on every computer")  # fmt: skip
    began = time.perf_counter()
    plan = _plan(order.plan)
    changed = replace(plan, scenario=applied(plan.scenario, order.values))
    if not hasattr(_HERE, "cities"):
        _HERE.cities = Cities()
    run = run_plan(changed, order.seed, _HERE.cities, watch or _quiet)
    seconds = time.perf_counter() - began
    if not run.ok:
        return Result(order.key, error=run.error, seconds=seconds)
    return Result(order.key, packed(order.key, run, changed.scenario, order.recorded), seconds=seconds)


@lru_cache(maxsize=8)
def _plan(data: bytes) -> Plan:
    plan: Plan = pickle.loads(data)
    return plan


def _quiet(event: Event) -> None:
    """Progress is told by run, not by month."""
