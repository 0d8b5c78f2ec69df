"""Many plans × many simulated cities, in parallel processes.

Results are the same bytes whatever the number of workers, because every run depends only on its
plan and its seed, and they are returned in the order plan by plan, seed by seed. Work is handed out
in bundles of one seed, so that the plans of a bundle share one synthesised city.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any

from experiments.running.interrupts import patient
from experiments.running.runner import Cities, Event, Plan, Progress, Run, run_plan, silent
from experiments.running.worker import Bundle, prepare, run_bundle

WORTH_IT = 20.0  # seconds of work left for which starting more processes pays
TICK = 0.1  # seconds between two looks at what the workers say


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of plans × seeds: all runs in order, and whether the user stopped it."""

    runs: tuple[Run, ...]
    stopped: bool = False

    @property
    def failed(self) -> tuple[Run, ...]:
        """The runs that ended with an error."""
        return tuple(run for run in self.runs if not run.ok)

    @property
    def good(self) -> tuple[Run, ...]:
        """The runs that reached their last month."""
        return tuple(run for run in self.runs if run.ok)


def run_all(
    plans: Sequence[Plan], seeds: Sequence[int], *, workers: int | None = None, progress: Progress = silent
) -> Batch:
    """Run every plan with every seed.

    `workers` is the number of processes; None means one per processor when enough work is left
    after the first run, else none but this one. Ctrl-C keeps the finished runs and sets `stopped`.
    """
    done: dict[tuple[str, int], Run] = {}
    bundles = [(seed, tuple(plans)) for seed in seeds]
    stopped = False
    try:
        _run(bundles, workers, done, progress)
    except KeyboardInterrupt:
        stopped = True
    order = [(plan.name, seed) for plan in plans for seed in seeds]
    return Batch(tuple(done[key] for key in order if key in done), stopped)


def _run(
    bundles: list[Bundle], workers: int | None, done: dict[tuple[str, int], Run], progress: Progress
) -> None:
    cores = os.cpu_count() or 1
    if workers is None:
        bundles, left = _first(bundles, done, progress)
        workers = cores if left > WORTH_IT else 1
    if workers <= 1:
        cities = Cities()
        for seed, plans in bundles:
            for plan in plans:
                done[plan.name, seed] = run_plan(plan, seed, cities, progress)
        return
    for seed, plans in _in_processes(split(bundles, workers), workers, done, progress):
        for plan in plans:  # one process each, so that only the culprit dies again
            for again in _in_processes([(seed, (plan,))], 1, done, progress):
                _give_up(again, done, progress)


def _first(
    bundles: list[Bundle], done: dict[tuple[str, int], Run], progress: Progress
) -> tuple[list[Bundle], float]:
    """Run the first plan here: it compiles the kernels once, and tells how long the rest takes."""
    if not bundles or not bundles[0][1]:
        return bundles, 0.0
    seed, plans = bundles[0]
    cities = Cities()
    run = done[plans[0].name, seed] = run_plan(plans[0], seed, cities, progress)
    rest = [bundle for bundle in [(seed, plans[1:]), *bundles[1:]] if bundle[1]]
    each = sum(run.seconds.values())
    return rest, each * sum(len(plans) for _, plans in rest)


def split(bundles: list[Bundle], workers: int) -> list[Bundle]:
    """Cut the bundles when there are fewer of them than workers."""
    pieces = -(-workers // max(len(bundles), 1))
    cut: list[Bundle] = []
    for seed, plans in bundles:
        size = -(-len(plans) // pieces)
        cut += [(seed, plans[i : i + size]) for i in range(0, len(plans), size)]
    return cut


def _in_processes(
    bundles: list[Bundle], workers: int, done: dict[tuple[str, int], Run], progress: Progress
) -> list[Bundle]:
    """Run bundles in new processes; returns those whose process died."""
    context = multiprocessing.get_context("spawn")
    news, stop = context.Queue(), context.Event()
    with (
        patient() as asked,
        ProcessPoolExecutor(min(workers, len(bundles)), context, prepare, (news, stop)) as pool,
    ):
        futures = {pool.submit(run_bundle, bundle): bundle for bundle in bundles}
        try:
            _listen(list(futures), news, progress, asked)
        except KeyboardInterrupt:
            stop.set()
            running = [future for future in futures if not future.cancel()]
            _listen(running, news, silent, [])  # workers stop at the end of their month
            _collect(futures, done)
            raise
        return _collect(futures, done)


def _collect(futures: dict[Future[list[Run]], Bundle], done: dict[tuple[str, int], Run]) -> list[Bundle]:
    broken: list[Bundle] = []
    for future, bundle in futures.items():
        if future.cancelled():
            continue
        try:
            for run in future.result():
                done[run.plan, run.seed] = run
        except BrokenProcessPool:
            broken.append(bundle)
    return broken


def _listen(futures: list[Future[list[Run]]], news: Any, progress: Progress, asked: list[int]) -> None:
    """Pass on what workers say until all are done; KeyboardInterrupt once the user has asked to stop."""
    finished: list[Future[list[Run]]] = []
    for future in futures:
        future.add_done_callback(finished.append)
    while len(finished) < len(futures):
        with contextlib.suppress(queue.Empty):
            progress(news.get(timeout=TICK))
        if asked:
            raise KeyboardInterrupt
    with contextlib.suppress(queue.Empty):
        while True:
            progress(news.get(timeout=TICK))


def _give_up(bundle: Bundle, done: dict[tuple[str, int], Run], progress: Progress) -> None:
    reason = "the process that ran it died twice, perhaps for lack of memory; try fewer residents"
    seed, plans = bundle
    for plan in plans:
        done[plan.name, seed] = Run(plan.name, seed, error=reason)
        progress(Event("done", plan.name, seed, error=reason))
