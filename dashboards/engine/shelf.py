"""Results that can be kept because the same plan and seed always give the same numbers."""

from __future__ import annotations

import threading
from collections import OrderedDict

from experiments.running.runner import Plan, Run


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
        return found.called(plan.name)

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
