"""What happens inside a worker process: bundles are run, progress is told, a stop is obeyed."""

from __future__ import annotations

import contextlib
import signal
import time
from typing import Any

from experiments.running.runner import Cities, Event, Plan, Run, Stopped, run_plan

EVERY = 0.1  # seconds between two words about the month

type Bundle = tuple[int, tuple[Plan, ...]]  # a seed, and the plans to run with it

_WORKER: dict[str, Any] = {}


def prepare(news: Any, stop: Any) -> None:
    """Set up a worker process: Ctrl-C is the parent's business, cities are kept between bundles."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    news.cancel_join_thread()  # progress that nobody reads any more must not keep the process alive
    _WORKER.update(news=news, stop=stop, cities=Cities(), said=0.0)


def run_bundle(bundle: Bundle) -> list[Run]:
    """In a worker: run the plans of one seed; a stop returns those that are finished."""
    seed, plans = bundle
    runs: list[Run] = []
    with contextlib.suppress(Stopped):
        for plan in plans:
            runs.append(run_plan(plan, seed, _WORKER["cities"], _tell))  # noqa: PERF401
    return runs


def _tell(event: Event) -> None:
    """In a worker: pass progress on, months at most ten times a second, and stop when told to."""
    if _WORKER["stop"].is_set():
        raise Stopped
    now = time.monotonic()
    if event.kind == "month" and now - _WORKER["said"] < EVERY:
        return
    _WORKER["said"] = now
    _WORKER["news"].put(event)
