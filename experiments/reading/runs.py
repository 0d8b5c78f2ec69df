"""Whole runs read back from an experiment's folder, when they were recorded."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.reading.parts import loose_tables, parts_of
from experiments.running.jobs import Job, task_of
from experiments.running.keeping.shelf import check_part, failures
from experiments.running.recording.recorded import READINGS, RECORD, Recorded
from experiments.running.recording.whole import run_of
from experiments.running.runner import Run

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = ("run", "reading", "value")


def runs_of(folder: Path, jobs: Iterable[Job], recorded: Recorded) -> list[Run]:
    """The runs of some jobs, in their order: finished ones, and failed ones with their error.

    Those that have not been run yet are left out. Raises `ResultsError` when a part is damaged.
    """
    asked = [(task_of(job, recorded).key, job) for job in jobs]
    tables = _tables(folder, {key for key, _ in asked})
    errors = failures(folder)
    found = []
    for key, job in asked:
        if key in tables:
            found.append(run_of(tables[key].drop_columns(["run"]), job.plan.name, job.seed))
        elif key in errors:
            found.append(Run(job.plan.name, job.seed, error=errors[key]))
    return found


def answers_of(folder: Path) -> dict[str, dict[str, float]]:
    """The numbers that were read off each finished run, by its key; see readings.py.

    Raises `ResultsError` when a part is damaged.
    """
    import pyarrow.parquet as pq

    for path in parts_of(folder, READINGS):
        check_part(path)
    tables = [pq.read_table(path) for path in parts_of(folder, READINGS)]
    tables += [loose for name, loose in loose_tables(folder).items() if name == READINGS]
    found: dict[str, dict[str, float]] = {}
    for table in tables:
        for key, reading, value in zip(*(table[name].to_pylist() for name in COLUMNS), strict=True):
            found.setdefault(key, {})[reading] = value
    return found


def _tables(folder: Path, keys: set[str]) -> dict[str, pa.Table]:
    """The stored table of each run, by key."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    found: dict[str, pa.Table] = {}
    for path in parts_of(folder, RECORD):
        check_part(path)
        part = pq.read_table(path)
        for key in keys.intersection(part["run"].unique().to_pylist()):
            found[key] = part.filter(pc.equal(part["run"], key))
    loose = loose_tables(folder).get(RECORD)
    if loose is not None:
        for key in keys.intersection(loose["run"].unique().to_pylist()):
            found[key] = loose.filter(pc.equal(loose["run"], key))
    return found
