"""What a sweep costs beyond its runs, as figures measured in alternation on this machine.

    python -m tests.benchmarks.sweeps                    3 rounds of 100 runs of 20,000 residents × 120 months
    python -m tests.benchmarks.sweeps --runs 1000 --rounds 1    the size of a study
    python -m tests.benchmarks.sweeps --runs 8 --residents 2000 --months 24 --rounds 1    whether it works at all

In every round the same runs are computed by one process, by two workers, and as two separate sweeps of half the
runs at the same time. The last knows nothing of the other half, so it shows the speed-up that the machine itself
has to give to anybody; what two workers fall short of it is our own loss. The three take turns, so that a machine
that gets busier or hotter meets all of them; told is the median over the rounds. Each is a new process with an
empty folder, with one thread to a run. What is printed of each:

- seconds of the sweep, from the design to the last byte on the disk; starting Python is left out
- milliseconds a run once all are at work, start left out
- worker-seconds a run spends in the model: by wall clock, and of the processor. Where a run takes
  more of the processor beside another sweep than alone, the two are in each other's way (memory, a shared core),
  and no program could have the full speed-up
- the share of the workers' time spent in the model: making people, months and indicators
- the share of the processors' time that it got; well under 100 %, other programs were in the way, and the
  speed-up says little
- the most memory that the process held which hands out the runs (with one process, that computes them too)
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from experiments.designing.file import experiment_from_dict
from experiments.running.sweep import run_design
from experiments.running.tally import Tally
from tests.benchmarks.measures import peak_gigabytes

FEES = (0.0, 0.5, 1.0, 2.0)
"""A sweep runs each simulated city under all of them."""
SHARE, MEGABYTES, SPEEDUP = 0.85, 500, 1.8
"""Wanted: in the model at least; of the parent at most; from one worker to two at least."""
COLUMNS = ("seconds", "ms a run", "model s/run", "cpu s/run", "in the model", "processor", "memory")


@dataclass(frozen=True, slots=True)
class Size:
    """How many runs, of how many residents and months."""

    runs: int
    residents: int
    months: int

    @property
    def design(self) -> dict[str, Any]:
        """The keys of the experiment's file."""
        return {"scenarios": ["baseline"], "seeds": self.runs // len(FEES), "residents": self.residents,
                "months": self.months, "parameters": {"payments.fee": list(FEES)}}  # fmt: skip

    def part(self, share: int) -> Size:
        """The same runs divided by so many."""
        return Size(self.runs // share, self.residents, self.months)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a sweep took: see the top of the file."""

    seconds: float
    each: float
    model: float
    cpu: float
    in_model: float
    processor: float
    megabytes: float

    def told(self, name: str) -> None:
        """One line of the table."""
        print(
            f"{name:32} {self.seconds:9.1f} {1000 * self.each:9.0f} {self.model:11.3f} {self.cpu:10.3f} "
            f"{self.in_model:13.1%} {self.processor:10.0%} {self.megabytes:6.0f} MB",
            flush=True,
        )


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of every figure."""
    return Cost(*(statistics.median(getattr(cost, known.name) for cost in costs) for known in fields(Cost)))


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=100, help="rounded up to a multiple of eight")
    parser.add_argument("--residents", type=int, default=20_000)
    parser.add_argument("--months", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=3, help="turns of each of the three")
    parser.add_argument("--alone", type=int, metavar="WORKERS", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    size = Size(asked.runs, asked.residents, asked.months)
    if asked.alone:
        print(json.dumps(swept(size, asked.alone)))
        return
    halves = 2 * len(FEES)
    tell(Size(halves * math.ceil(asked.runs / halves), asked.residents, asked.months), asked.rounds)


def tell(size: Size, rounds: int) -> None:
    """The table, and what follows from it."""
    print(
        f"{size.runs:,} runs of {size.residents:,} residents × {size.months} months, {os.cpu_count()} cores, "
        f"{rounds} rounds\n"
    )
    measured(Size(len(FEES), 1_000, 14), 1)  # compiled code comes from the disk from here on
    print(f"{'':32} {COLUMNS[0]:>9} {COLUMNS[1]:>9} {COLUMNS[2]:>11} {COLUMNS[3]:>10} {COLUMNS[4]:>13} {COLUMNS[5]:>10} "
          f"{COLUMNS[6]:>9}")  # fmt: skip
    turns: dict[str, list[Cost]] = {
        "one process": [],
        "two workers": [],
        "two sweeps of half, the slower": [],
    }
    for _ in range(rounds):
        for name, costs in turns.items():
            costs.append(turn(name, size))
            costs[-1].told(name)
    print()
    one, two, apart = (middle(costs) for costs in turns.values())
    for name, costs in turns.items():
        middle(costs).told(f"{name.partition(',')[0]}, median")
    conclude(one, two, apart)


def turn(name: str, size: Size) -> Cost:
    """One sweep, or two of half the runs of which the slower counts."""
    if name.startswith("one"):
        return measured(size, 1)[0]
    if name.startswith("two workers"):
        return measured(size, 2)[0]
    return max(measured(size.part(2), 1, at_once=2), key=lambda cost: cost.seconds)


def conclude(one: Cost, two: Cost, apart: Cost) -> None:
    """What the medians say of the speed-up, and of whose loss it is."""
    whole, running = one.seconds / two.seconds, one.each / two.each
    machine, slower = one.seconds / apart.seconds, apart.cpu / one.cpu
    print(f"\n1 → 2 workers: {whole:.2f} times as fast, {running:.2f} once started (wanted {SPEEDUP})")
    print(f"two separate sweeps: {machine:.2f}; of that, two workers have {whole / machine:.0%}")
    print(
        f"a run takes {slower:.2f} times the processor time beside another one, so at most {2 / slower:.2f} can be had"
    )
    print(f"in the model: {min(one.in_model, two.in_model):.1%} (wanted {SHARE:.0%})")
    print(f"memory of the parent: {two.megabytes:.0f} MB (wanted at most {MEGABYTES} MB)")


def measured(size: Size, workers: int, at_once: int = 1) -> list[Cost]:
    """The cost of a sweep in a process of its own, or of several that run at once."""
    sizes = {"--runs": size.runs, "--residents": size.residents, "--months": size.months}
    command = [sys.executable, "-m", "tests.benchmarks.sweeps", "--alone", str(workers)]
    command += [word for name, value in sizes.items() for word in (name, str(value))]
    surroundings = {**os.environ, "DPI_CITY_THREADS": "1"}
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=surroundings) for _ in range(at_once)
    ]
    said = [process.communicate()[0] for process in started]
    if any(process.returncode for process in started):
        raise SystemExit("A sweep did not come to its end; what it says stands above.")
    return [Cost(**json.loads(text)) for text in said]


def swept(size: Size, workers: int) -> dict[str, float]:
    """In a process of its own: run the sweep and measure it."""
    ends: list[float] = []

    def note(what: str, tally: Tally) -> None:
        if what == "run":
            ends.append(time.perf_counter())

    experiment = experiment_from_dict(size.design)
    worked = processor_seconds()
    with tempfile.TemporaryDirectory() as folder:
        tally = run_design(experiment.jobs(), folder, workers=workers, total=len(experiment), told=note)
        seconds, in_model, model = tally.elapsed, tally.busy, tally.model
    if tally.done < size.runs:
        raise SystemExit(f"only {tally.done} of {size.runs} runs came to their end: {tally.failed}")
    cpu = processor_seconds() - worked
    return {
        "seconds": seconds, "each": pace(ends, workers), "model": model / size.runs, "cpu": cpu / size.runs,
        "in_model": in_model, "processor": cpu / (seconds * workers), "megabytes": 1000 * peak_gigabytes(),
    }  # fmt: skip


def pace(ends: list[float], workers: int) -> float:
    """Seconds between the ends of two runs, from the first moment at which every worker had ended one."""
    late = ends[workers - 1 :]
    return (late[-1] - late[0]) / (len(late) - 1) if len(late) > 1 else math.nan


def processor_seconds() -> float:
    """What this process and the workers that have ended have taken of the processors."""
    spans = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(span.ru_utime + span.ru_stime for span in spans)


if __name__ == "__main__":
    main()
