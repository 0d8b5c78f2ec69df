"""Runs a design in child processes and kills each of them at a random moment; run as a program.

The rules are loaded once, before the children are made, so that a start costs next to nothing.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from experiments.running import course
from experiments.running.runner import Cities, run_plan
from experiments.running.sweep import run_design
from tests.experiments.running.designs import fees, small

CITIES, CHUNK, KILLS = 40, 7, 10
MOST, LONGEST = 8, 0.02  # runs that a child may finish, and seconds that it then has left


def main(folder: Path, seed: int) -> None:
    """Kill `KILLS` children, each at a random moment of its work."""
    run_plan(small(), 1, Cities())
    moments = random.Random(seed)
    for _ in range(KILLS):
        heard, told = os.pipe()
        child = os.fork()
        if child == 0:
            work(folder, told)
        os.close(told)
        for _ in range(moments.randint(0, MOST)):
            os.read(heard, 1)
        time.sleep(moments.uniform(0, LONGEST))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        os.close(heard)
        print(os.WTERMSIG(status), flush=True)


def work(folder: Path, told: int) -> None:
    """In a child: run the design, and tell of every run."""
    course.CHUNK = CHUNK
    run_design(fees(CITIES), folder, workers=1, told=lambda what, tally: os.write(told, b"."))
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
