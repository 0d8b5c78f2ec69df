"""Small designs that take milliseconds a run, and folders as comparable bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from experiments.running.inputs import plan_of
from experiments.running.jobs import Job, Result
from experiments.running.runner import Plan


@cache
def small(months: int = 3) -> Plan:
    """The baseline with a thousand residents."""
    return plan_of("baseline", residents=1000, months=months)


def fees(seeds: int = 2, plan: Plan | None = None) -> Iterator[Job]:
    """Three fees in some simulated cities."""
    for seed in range(1, seeds + 1):
        for fee in (0.0, 0.5, 1.0):
            yield Job(plan or small(), seed, {"payments.fee": fee})


def content(folder: Path) -> dict[str, str]:
    """The hash of everything in a folder that does not tell the time."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("manifest.json", ".lock")
    }


def forbid(monkeypatch) -> None:
    """From now on no run may be computed."""

    def computed(order: object) -> Result:
        raise AssertionError("this run was already there")

    monkeypatch.setattr("experiments.running.course.compute", computed)
    monkeypatch.setattr("experiments.running.engines.local.compute", computed)
