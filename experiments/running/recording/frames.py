"""Runs as long tables: one row per number, in an order that never depends on how they were run.

Four tables, one Parquet part each: `series` (indicators by month), `groups` (who is included, by
group), `constraints` (what keeps people out, by group, once a year) and `spend` (the accounts).
Shares are 0..1; money is US$ of the real city.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from experiments.comparing.gaps import OUTCOMES
from experiments.comparing.observed import modelled
from sim.rules import CATEGORIES

if TYPE_CHECKING:
    from experiments.running.runner import Run
    from sim.recorder import Record
    from sim.scenario import Scenario
    from sim.tables import Array

YEAR = 12


def word(values: Sequence[str] | Array, indices: Array) -> pa.Array:
    """Repeated text as a dictionary: small on disk, categorical in pandas."""
    return pa.DictionaryArray.from_arrays(
        pa.array(indices.astype(np.int32)), pa.array(list(values), pa.string())
    )


def constant(value: str, rows: int) -> pa.Array:
    """One text, `rows` times."""
    return word([value], np.zeros(rows, np.int32))


def head(run: Run, months: Array) -> dict[str, pa.Array]:
    """The columns that every table begins with."""
    rows = months.size
    return {
        "scenario": constant(run.plan, rows),
        "seed": pa.array(np.full(rows, run.seed, np.int64)),
        "month": pa.array(months.astype(np.int32)),
    }


def grid(*sizes: int) -> list[Array]:
    """Indices of a full table, the last one running fastest."""
    return [axis.ravel() for axis in np.indices(sizes)]


def series(run: Run, dates: Mapping[int, str]) -> pa.Table:
    """Every indicator of a run in every month."""
    names = sorted(run.indicators)
    months = run.counted.months + 1
    which, month = grid(len(names), months)
    values = np.concatenate([run.indicators[name] for name in names])
    calendar = [dates[m] for m in range(months)]
    return pa.table(
        head(run, month)
        | {"date": word(calendar, month), "indicator": word(names, which), "value": pa.array(values)}
    )


def named_groups(record: Record, group: Array) -> dict[str, pa.Array]:
    """The dimension, label and simulated residents of each row's group."""
    groups = record.groups
    dimensions = sorted(set(groups.dimension))
    place = np.array([dimensions.index(name) for name in groups.dimension])
    return {
        "dimension": word(dimensions, place[group]),
        "group": word(groups.labels, group),
        "residents": pa.array(np.asarray(groups.sizes)[group].astype(np.int64)),
    }


def groups(run: Run, dates: Mapping[int, str]) -> pa.Table:
    """The share of every group that is included, by outcome and month; see OUTCOMES."""
    record = run.counted
    shares = [record.by_group(*place) for place in OUTCOMES.values()]
    which, month, group = grid(len(shares), record.months + 1, len(record.groups.labels))
    return pa.table(
        head(run, month)
        | named_groups(record, group)
        | {"outcome": word(list(OUTCOMES), which), "share": pa.array(np.stack(shares).ravel())}
    )


def census_months(months: int) -> list[int]:
    """The end of every year, and the last month."""
    return sorted({*range(0, months + 1, YEAR), months})


def channels(record: Record) -> list[str]:
    """The channels for which the record knows what stands in the way."""
    return sorted(name.removeprefix("barrier_") for name in record.counts if name.startswith("barrier_"))


def constraints(run: Run, dates: Mapping[int, str]) -> pa.Table:
    """The share of every group held back by each constraint, once a year, channel by channel."""
    record = run.counted
    months = np.array(census_months(record.months))
    sizes = np.maximum(record.groups.sizes, 1)
    parts = []
    for channel in channels(record):
        codes = record.codes[f"barrier_{channel}"]
        counts = record.counts[f"barrier_{channel}"][months]
        place, group, code = grid(*counts.shape)
        parts.append(
            pa.table(
                head(run, months[place])
                | {"channel": constant(channel, code.size)}
                | named_groups(record, group)
                | {
                    "constraint": word(codes, code),
                    "share": pa.array((counts / sizes[None, :, None]).ravel()),
                }
            )
        )
    return joined(parts)


def spend(run: Run, dates: Mapping[int, str]) -> pa.Table:
    """What every rule spent each month; `units` stands on the first row of a rule's month only."""
    record = run.counted
    bought = np.zeros_like(record.spend)
    bought[:, :, 0, 0] = record.units
    kept = (record.spend != 0) | (bought != 0)
    month, programme, category, capital = np.nonzero(kept)
    return pa.table(
        head(run, month)
        | {
            "programme": word(record.programmes, programme),
            "category": word(CATEGORIES, category),
            "kind": word(("running", "capital"), capital),
            "usd": pa.array(record.spend[kept]),
            "units": pa.array(bought[kept]),
        }
    )


TABLES: dict[str, Callable[[Run, Mapping[int, str]], pa.Table]] = {
    "series": series, "groups": groups, "constraints": constraints, "spend": spend,
}  # fmt: skip
"""How each Parquet part is made from one run."""


def measured(run: Run, scenario: Scenario) -> pa.Table:
    """The model's value for every observed point of a scenario; `place` counts them from 0."""
    points = scenario.observed
    return pa.table({
        "month": pa.array([point.month for point in points], pa.int32()),
        "place": pa.array(range(len(points)), pa.int32()),
        "indicator": pa.array([point.series for point in points], pa.string()),
        "value": pa.array([modelled(run, point) for point in points], pa.float64()),
    })  # fmt: skip


def joined(parts: Iterable[pa.Table]) -> pa.Table:
    """Tables below each other, with one dictionary per column."""
    return pa.concat_tables(parts).unify_dictionaries()
