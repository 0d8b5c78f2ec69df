"""A few numbers read off a run: what analyses keep of each of thousands of runs.

A reading is an indicator in the last month. `payments@84` is the value in month 84, `payments/women` that of a
group, `payments/*` that of all groups with at least 30 simulated residents, `cost` all public spending in US$.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from experiments.comparing.gaps import ENOUGH, OUTCOMES

if TYPE_CHECKING:
    import pyarrow as pa

    from experiments.running.runner import Run

COST = "cost"
"""Reads all public spending of a run, in US$ of the real city."""


def read(run: Run, readings: Sequence[str]) -> Iterator[tuple[str, float]]:
    """The numbers that `readings` ask for."""
    for reading in readings:
        what, _, month = reading.partition("@")
        at = int(month) if month else -1
        name, _, group = what.partition("/")
        if name == COST:
            yield reading, float(run.counted.spend.sum())
        elif not group:
            yield reading, float(run.indicators[name][at])
        else:
            yield from _of_groups(run, name, group, at, reading)


def _of_groups(run: Run, name: str, group: str, at: int, reading: str) -> Iterator[tuple[str, float]]:
    column, code = OUTCOMES[name]
    known = run.counted.groups
    shares = run.counted.by_group(column, code)[at]
    if group != "*":
        yield reading, float(shares[known.labels.index(group)])
        return
    for g in range(1, known.sizes.size):
        if known.sizes[g] >= ENOUGH:
            yield f"{name}/{known.labels[g]}", float(shares[g])


def readings(run: Run, asked: Sequence[str]) -> pa.Table:
    """The same as a table: a row for each number."""
    import pyarrow as pa

    names, values = zip(*read(run, asked), strict=True)
    return pa.table({"reading": pa.array(names, pa.string()), "value": pa.array(values, pa.float64())})
