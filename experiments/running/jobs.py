"""One run of an experiment: what is asked of a worker, under which key, and what comes back."""

from __future__ import annotations

import io
import pickle
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from experiments.designing.starts import applied
from experiments.running.frames import TABLES, measured
from experiments.running.readings import readings
from experiments.running.runner import Cities, Event, Plan, Run, run_plan
from experiments.running.versions import fingerprint
from experiments.running.whole import whole
from sim.errors import DPICityError, ScenarioError, nearest
from sim.scenario.hash import digest

if TYPE_CHECKING:
    import pyarrow as pa

    from sim.scenario import Scenario

FORMAT = 1  # raised when a column of an experiment's tables changes its meaning
KEY_DIGITS = 20  # of SHA-256; two of a million runs share a key with a chance below 10⁻¹²
RUNS = "runs"
MEASURED, RECORD, READINGS = "measured", "record", "readings"
KNOWN = (*TABLES, MEASURED, RECORD, READINGS)

type Label = str | int | float


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is kept of every run.

    `tables` are names of `frames.TABLES`, or "measured": the model's value for each observed point of the
    scenario, and nothing else; or "record": the whole run, see whole.py; or "readings": the numbers that
    `readings` ask for, see readings.py. `every` is the number of months between two rows (month 0 and the last
    month are always kept; spend is kept in every month); `indicators` are those of the table `series`, all if empty.
    """

    tables: tuple[str, ...] = ("series",)
    every: int = 12
    indicators: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        from sim.registry import registry

        for name in self.tables:
            if name not in KNOWN:
                raise DPICityError(f"there is no table '{name}'; {nearest(name, KNOWN)}")
        for name in self.indicators:
            if name not in registry().indicators:
                raise DPICityError(f"there is no indicator '{name}'; {nearest(name, registry().indicators)}")
        if (READINGS in self.tables) != bool(self.readings):
            raise DPICityError("the table 'readings' takes the readings to make, and nothing else does.")
        if not self.tables or self.every < 1:
            raise DPICityError("an experiment records at least one table, and every month or more rarely.")

    def as_data(self) -> dict[str, Any]:
        """The same as JSON can hold it."""
        data: dict[str, Any] = {
            "tables": sorted(self.tables),
            "every": self.every,
            "indicators": sorted(set(self.indicators)),
        }
        return data | ({"readings": list(self.readings)} if self.readings else {})

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Recorded:
        """What `as_data` was made from."""
        names = {key: tuple(data.get(key, ())) for key in ("tables", "indicators", "readings")}
        return cls(every=data["every"], **names)


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


def packed(key: str, run: Run, scenario: Scenario, recorded: Recorded) -> bytes:
    """A run's tables as Arrow streams, one behind the other; the table `runs` comes last."""
    sink = io.BytesIO()
    for name, table in tables_of(key, run, scenario, recorded):
        _append(sink, name, table)
    return sink.getvalue()


def _append(sink: io.BytesIO, name: str, table: pa.Table) -> None:
    import pyarrow as pa

    options = pa.ipc.IpcWriteOptions(compression="zstd")
    table = table.replace_schema_metadata({"table": name})
    with pa.ipc.new_stream(sink, table.schema, options=options) as stream:
        stream.write_table(table)


def unpacked(data: bytes) -> dict[str, pa.Table]:
    """The tables in `packed` bytes, by name; `ValueError` when they are damaged."""
    import pyarrow as pa

    source, found = pa.BufferReader(data), {}
    while source.tell() < len(data):
        with pa.ipc.open_stream(source) as stream:
            table = stream.read_all()
        found[table.schema.metadata[b"table"].decode()] = table
    return found


def tables_of(key: str, run: Run, scenario: Scenario, recorded: Recorded) -> Iterable[tuple[str, pa.Table]]:
    """The recorded tables of a run, each row under the run's key."""
    import pyarrow as pa

    dates = {m: scenario.date(m) for m in range(scenario.months + 1)}
    everything = run
    if recorded.indicators:
        chosen = {name: run.indicators[name] for name in sorted(set(recorded.indicators))}
        run = replace(run, indicators=chosen)
    for name in sorted(recorded.tables):
        if name == MEASURED:
            yield name, _under(key, measured(run, scenario))
            continue
        if name == RECORD:
            yield name, _under(key, whole(everything))
            continue
        if name == READINGS:
            yield name, _under(key, readings(everything, recorded.readings))
            continue
        table = TABLES[name](run, dates)
        if name != "spend":
            table = _thinned(table, recorded.every, scenario.months)
        yield name, _under(key, table.drop_columns(["scenario", "seed"]))
    facts = {"seed": [run.seed], "scenario_hash": [scenario.hash], "adults": [run.adults]}
    yield RUNS, _under(key, pa.table(facts))


def _thinned(table: pa.Table, every: int, last: int) -> pa.Table:
    """The rows of every so many months, and of the last one."""
    import numpy as np

    months = table["month"].to_numpy()
    kept: pa.Table = table.filter(np.asarray((months % every == 0) | (months == last)))
    return kept


def _under(key: str, table: pa.Table) -> pa.Table:
    """The table with the run's key in front, and text as plain text: dictionaries do not add up."""
    import pyarrow as pa

    for place, column in enumerate(table.schema):
        if pa.types.is_dictionary(column.type):
            plain = table[column.name].cast(column.type.value_type)
            table = table.set_column(place, column.name, plain)
    return table.add_column(0, "run", pa.array([key] * table.num_rows, pa.string())).combine_chunks()
