"""Runs a design, however long, into a folder that can be stopped, killed and resumed.

Only a few hundred runs are held in memory at any time, whatever the length of the design.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from experiments.running.course import Course, work
from experiments.running.engines.local import Engine
from experiments.running.jobs import Job
from experiments.running.keeping.ledger import open_ledger, read_manifest
from experiments.running.keeping.shelf import Shelf, locked
from experiments.running.recording.recorded import Recorded
from experiments.running.runner import Event
from experiments.running.tally import Tally, Told, silent


def run_design(
    design: Iterable[Job], folder: str | Path, *, recorded: Recorded | None = None, workers: int | None = None,
    engine: Engine | None = None, total: int = 0, stage: str = "", fail_fast: bool = False, command: str = "",
    told: Told = silent, watch: Callable[[Event], None] | None = None, extra: dict[str, Any] | None = None,
) -> Tally:  # fmt: skip
    """Compute every job of `design` that `folder` does not hold yet, and return how it went.

    `design` is any iterable of `Job`s, also a generator of millions: it is read `CHUNK` jobs at a time.
    The same job is never computed twice in one folder, whatever the order or the number of calls (see
    `task_of`), so an optimiser may call this again and again with new jobs: the folder then holds the
    runs of all calls. The table `design` says which run is which: one row per job, in order; a call with
    the same `stage` replaces those rows, one with another adds to them. Plans of one name must be equal.

    `recorded` says what is kept of each run (yearly indicators by default). `workers` is the number of
    processes: None means one per processor if the work is worth it, 1 means this process. `engine`
    replaces them, for a cluster. `total`, when known, lets progress tell the time left. `command` and
    `extra` are noted in the manifest. `told` hears of runs, `watch` of the months of those computed in this process.

    A run that fails is noted in `Tally.failed` (its key and its error) and tried again by the next call;
    the others go on, unless `fail_fast`. Ctrl-C sets `Tally.stopped`; a kill loses only the runs in
    flight. Read the results with `experiments.load(folder)`.

    Raises `ResultsError` when the folder belongs to another program, another version of the model or a
    running experiment, or cannot be written; what was finished stays.
    """
    began = time.perf_counter()
    place, kept = Path(folder), recorded or Recorded()
    read_manifest(place)
    with locked(place):
        ledger = open_ledger(place, kept, command, extra or {})
        shelf = Shelf(place, kept.tables)
        tally = Tally(total=total, found=len(shelf), began=began, set_aside=tuple(shelf.set_aside))
        course = Course(design, shelf, kept, ledger, tally, stage)
        try:
            work(course, engine, workers, fail_fast=fail_fast, told=told, watch=watch)
        except KeyboardInterrupt:
            tally.stopped = True
        ledger.close(tally)
    told("end", tally)
    return tally
