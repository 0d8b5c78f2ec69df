"""Results that can be kept because the same plan and seed always give the same numbers."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from experiments.runner import Cities, Plan, Progress, Run, run_plan, silent
from sim.scenario import Scenario
from sim.tables import City

CITIES_KEPT = 8
OWN_KEPT = 40  # results one person's page remembers, about 2 MB each
CORES = max(1, os.cpu_count() or 1)


class Shelf:
    """A bounded store of finished runs by the content of their scenario and their seed."""

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._runs: OrderedDict[tuple[str, int], Run] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, plan: Plan, seed: int) -> Run | None:
        """The finished run under the name that the plan has now."""
        key = (plan.scenario.hash, seed)
        with self._lock:
            found = self._runs.get(key)
            if found is None:
                return None
            self._runs.move_to_end(key)
        return replace(found, plan=plan.name)

    def put(self, plan: Plan, run: Run) -> None:
        """Remember a run; the one that was asked for longest ago makes room."""
        with self._lock:
            self._runs[plan.scenario.hash, run.seed] = run
            while len(self._runs) > self._keep:
                self._runs.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._runs.clear()


class SharedCities(Cities):
    """Synthesised cities for several threads; nobody ever writes to them."""

    def __init__(self, keep: int) -> None:
        super().__init__(keep)
        self._lock = threading.Lock()

    def get(self, scenario: Scenario, seed: int) -> City:
        """The city of a scenario's people, made once."""
        with self._lock:
            return super().get(scenario, seed)


class Workshop:
    """What all pages of one server share: cities at month 0, the first comparison, turns at the processors.

    Nothing in it depends on who asks.
    """

    def __init__(self, opening: Sequence[Plan] = (), cores: int = CORES) -> None:
        self.cities = SharedCities(CITIES_KEPT)
        self.opening = Shelf(keep=64)
        self._first = tuple(opening)
        self._alone = {plan.scenario.hash: threading.Lock() for plan in opening}
        self._turns = threading.Semaphore(cores)

    def run(self, plan: Plan, seed: int, progress: Progress = silent) -> Run:
        """Run a plan when a processor is free; `progress` may raise `Stopped`.

        Plans of the first screen are run once for everybody.
        """
        alone = self._alone.get(plan.scenario.hash)
        if alone is None:
            with self._turns:
                return run_plan(plan, seed, self.cities, progress)
        with alone:
            found = self.opening.get(plan, seed)
            if found is None:
                with self._turns:
                    found = run_plan(plan, seed, self.cities, progress)
                self.opening.put(plan, found)
            return found

    def warm(self, seeds: Sequence[int], threads: int = CORES) -> None:
        """Prepare the first screen, before anybody asks."""
        with ThreadPoolExecutor(threads, thread_name_prefix="warm") as pool:
            jobs = [pool.submit(self.run, plan, seed) for seed in seeds for plan in self._first]
            for job in jobs:
                job.result()
