"""What the benchmarks measure: times of months, memory of a run, start-up, and the worth of shared luck."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np

from sim.city.synthesis import synthesise
from sim.model import DPICity
from sim.scenario import Scenario, scenario_from_dict
from sim.tables import City
from tests.plain_mesa.city import PlainCity
from tests.plain_mesa.outside import parameters, witness

BUSY = "nobody-left-behind"


def plan(residents: int, months: int, extends: str = "baseline", **parts: Any) -> Scenario:
    """A scenario of a given size; every mechanism is always at work, policies are in `BUSY`."""
    return scenario_from_dict(
        {"extends": extends, "residents": residents, "months": months, **parts}, "speed"
    )


def people(scenario: Scenario, seed: int = 1) -> City:
    """The city of a scenario at month 0."""
    return synthesise(scenario.city, scenario.residents, seed)


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of several whole runs, and milliseconds a month by rule in the fastest one.

    `runs` are seconds that passed, `work` the processor's seconds, which other programs on the
    machine lengthen less.
    """

    runs: tuple[float, ...]
    work: tuple[float, ...]
    months: int
    by_rule: dict[str, float]

    @property
    def month(self) -> float:
        """The processor's milliseconds for a month, in the middle run."""
        return 1000 * float(np.median(self.work)) / self.months


def arrays(scenario: Scenario, runs: int, city: City | None = None) -> Times:
    """Times of the months of `scenario`, people made and code compiled beforehand."""
    start = city or people(scenario)
    DPICity(scenario, 1, city=start).step()
    seconds, work, rules = [], [], []
    for _ in range(runs):
        model = DPICity(scenario, 1, city=start)
        began, worked = time.perf_counter(), time.process_time()
        model.run_model()
        seconds.append(time.perf_counter() - began)
        work.append(time.process_time() - worked)
        rules.append({s.label: 1000 * s.seconds / scenario.months for s in model.pipeline.slots})
    return Times(tuple(seconds), tuple(work), scenario.months, rules[int(np.argmin(seconds))])


class QuickLuck:
    """The usual `random()` in place of the hash, which is slow in plain Python."""

    def __init__(self) -> None:
        self.random = Random(1)

    def draw(self, stream: str, month: int, row: int) -> float:
        """A fresh number."""
        return self.random.random()


def objects(scenario: Scenario, quick_luck: bool) -> list[float]:
    """The processor's seconds for each month of the plain Mesa twin; what it copies from the arrays is not counted."""
    model = DPICity(scenario, 1)
    seen = witness(model)
    twin = PlainCity(model.city, 1, parameters(model))
    if quick_luck:
        twin.luck = QuickLuck()
    seconds = []
    for _ in range(scenario.months):
        model.step()
        twin.listen(seen, parameters(model))
        began = time.process_time()
        twin.step()
        seconds.append(time.process_time() - began)
    return seconds


def alone(residents: int, months: int, extends: str) -> dict[str, Any]:
    """One large run in a process of its own: seconds, rules and the highest memory it held."""
    task = ("--alone", str(residents), str(months), extends)
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.speed", *task], check=True, capture_output=True
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def large_run(residents: int, months: int, extends: str) -> dict[str, Any]:
    """What `alone` asks of its process. Compiled code comes from the disk, after a first small run."""
    DPICity(plan(1000, 14, extends), 1).run_model()
    scenario = plan(residents, months, extends)
    marks = [time.perf_counter()]
    city = people(scenario)
    marks.append(time.perf_counter())
    model = DPICity(scenario, 1, city=city)
    del city
    marks.append(time.perf_counter())
    model.run_model()
    marks.append(time.perf_counter())
    rules = {s.label: 1000 * s.seconds / months for s in model.pipeline.slots}
    spans = dict(zip(("synthesis", "set-up", "months"), np.diff(marks).tolist(), strict=True))
    return {**spans, "gigabytes": peak_gigabytes(), "by_rule": rules}


def peak_gigabytes() -> float:
    """The most memory this process has held (Linux counts in kB, macOS in bytes)."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9


FIRST_MONTH = "from sim.model import DPICity; DPICity('baseline', 1).step()"


def second_start() -> tuple[float, float]:
    """Seconds from the command to the end of the first month: a first start, and one after it."""
    command = [sys.executable, "-c", FIRST_MONTH]
    seconds = []
    for _ in range(2):
        began = time.perf_counter()
        subprocess.run(command, check=True)
        seconds.append(time.perf_counter() - began)
    return seconds[0], seconds[1]


def no_intensity_changes_nothing() -> bool:
    """Whether a policy of intensity 0 leaves every resident as without it, to the last bit."""
    with_it = plan(20_000, 24, policies=[{"use": "data_subsidy", "intensity": 0}])
    models = [DPICity(one, 1) for one in (with_it, plan(20_000, 24))]
    for model in models:
        model.run_model()
    mine, theirs = (model.city.residents.arrays() for model in models)
    return all(mine[name].tobytes() == theirs[name].tobytes() for name in theirs)


def variances(
    policy: str, seeds: int, residents: int = 20_000, months: int = 36
) -> tuple[float, float, float]:
    """Mean effect of a policy on payments, and its variance with shared and with separate seeds."""
    sides = (
        plan(residents, months, policies=[{"use": policy}]),
        plan(residents, months),
    )
    ends = np.array([[last_payments(one, seed) for seed in range(2 * seeds)] for one in sides])
    paired = (ends[0] - ends[1])[:seeds]
    separate = ends[0, seeds:] - ends[1, :seeds]
    return float(paired.mean()), float(paired.var(ddof=1)), float(separate.var(ddof=1))


def last_payments(scenario: Scenario, seed: int) -> float:
    """Share of residents who pay digitally in the last month."""
    model = DPICity(scenario, seed)
    model.run_model()
    return float(model.record.share("stage_payments", "uses")[-1])
