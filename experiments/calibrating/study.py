"""The space that is searched, and the runs made in it.

A draw is a point of the unit cube with one side for each shared parameter and one for each parameter
of a single case. Every draw is run once in every case, with the same people and the same luck; runs
are kept in a results folder under a key, so that none is ever made twice (see running/sweep.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from experiments.calibrating.cases import Case
from experiments.designing.ranges import Range
from experiments.running.jobs import Job, task_of
from experiments.running.recording.recorded import MEASURED, Recorded
from experiments.running.sweep import run_design
from experiments.running.tally import Told, silent
from sim.errors import DPICityError
from sim.tables import Array

RECORDED = Recorded(tables=(MEASURED,))
LUCK = 8
"""Simulated cities in which the luck of a run is measured, with the declared parameters."""


class Interrupted(Exception):
    """The user stopped the runs; what is finished is kept."""


@dataclass(slots=True)
class Study:
    """What is fitted to what, and where the runs are kept."""

    cases: tuple[Case, ...]
    shared: tuple[Range, ...]
    folder: Path
    seed: int = 1
    workers: int | None = None
    command: str = ""
    told: Told = silent
    luck: dict[str, Array] = field(default_factory=dict)

    @property
    def sides(self) -> list[tuple[str, Range]]:
        """The case ("" for all) and the prior of every side of the cube."""
        own = [(case.name, prior) for case in self.cases for prior in case.own]
        return [("", prior) for prior in self.shared] + own

    def values(self, draws: Array, *owners: str) -> list[dict[str, float]]:
        """The shared parameters ("") or those of some owners, for every row of `draws`; the last owner wins."""
        columns = {
            prior.name: prior.at(draws[:, k]) for k, (owner, prior) in enumerate(self.sides)
            if owner in owners
        }  # fmt: skip
        return [{key: float(column[i]) for key, column in columns.items()} for i in range(len(draws))]

    def columns(self, case: str) -> Array:
        """The sides of the cube that matter to a case."""
        return np.array([k for k, (owner, _) in enumerate(self.sides) if owner in ("", case)])

    def run(self, draws: Array, stage: str) -> dict[str, Array]:
        """The model's value for every point, by case: draws × points."""
        jobs = {
            case.name: [Job(case.plan, self.seed, values) for values in self.values(draws, "", case.name)]
            for case in self.cases
        }
        found = self._results([job for some in jobs.values() for job in some], stage)
        return {name: _table(some, found) for name, some in jobs.items()}

    def measure_luck(self) -> None:
        """The variance of every point over simulated cities, with the declared parameters."""
        jobs = {case.name: [Job(case.plan, self.seed + k, {}) for k in range(LUCK)] for case in self.cases}
        found = self._results([job for some in jobs.values() for job in some], "luck")
        self.luck = {name: _table(some, found).var(axis=0, ddof=1) for name, some in jobs.items()}

    def _results(self, jobs: Sequence[Job], stage: str) -> Mapping[str, Array]:
        """Compute what is missing, then read the points of these jobs, by key."""
        tally = run_design(
            jobs, self.folder, recorded=RECORDED, workers=self.workers, total=len(jobs), stage=stage,
            command=self.command, told=self.told,
        )  # fmt: skip
        if tally.stopped:
            raise Interrupted
        if tally.failed:
            key, error = next(iter(tally.failed.items()))
            raise DPICityError(f"{self.folder}: the run {key} failed: {error}")
        return dict(_read(self.folder))


def _read(folder: Path) -> Iterator[tuple[str, Array]]:
    """The key of every run in a folder, and its values in the order of the case's points."""
    from experiments.reading.frames import database

    with database(folder) as base:
        table = base.execute("SELECT run, place, value FROM measured_stored ORDER BY run, place").fetchnumpy()
    keys, values = np.asarray(table["run"]), np.asarray(table["value"], np.float64)
    starts = np.flatnonzero(np.asarray(table["place"]) == 0)
    for start, end in zip(starts, [*starts[1:], keys.size], strict=True):
        yield str(keys[start]), values[start:end]


def _table(jobs: Sequence[Job], found: Mapping[str, Array]) -> Array:
    return np.stack([found[task_of(job, RECORDED).key] for job in jobs])
