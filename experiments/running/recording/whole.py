"""A whole run as one table, and back: everything that was counted, so that a comparison can go on from it.

One row for each array of the record: its name, type, shape and bytes; and one, `facts`, with the words as JSON.
Indicators are not stored, since they follow from the record.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from experiments.running.runner import Run, indicators_of
from sim.recorder import Record
from sim.tables import Groups

if TYPE_CHECKING:
    from sim.tables import Array

FACTS = "facts"
FAMILIES = ("counts", "series", "means")  # arrays of a record by name
SINGLE = ("spend", "units")


def whole(run: Run) -> pa.Table:
    """A finished run as a table."""
    record = run.counted
    facts = {
        "months": record.months, "weight": record.weight, "adults": run.adults, "programmes": record.programmes,
        "codes": record.codes, "dimension": record.groups.dimension, "labels": record.groups.labels,
    }  # fmt: skip
    rows: list[tuple[str, str, list[int], bytes]] = [
        (FACTS, "", [], json.dumps(facts, ensure_ascii=False).encode())
    ]
    rows += [
        (name, str(a.dtype), list(a.shape), np.ascontiguousarray(a).tobytes()) for name, a in _arrays(record)
    ]
    kinds = (pa.string(), pa.string(), pa.list_(pa.int64()), pa.large_binary())
    columns = [pa.array(column, kind) for column, kind in zip(zip(*rows, strict=True), kinds, strict=True)]
    return pa.table(dict(zip(("part", "type", "shape", "data"), columns, strict=True)))


def _arrays(record: Record) -> Iterator[tuple[str, Array]]:
    for family in FAMILIES:
        for name, array in getattr(record, family).items():
            yield f"{family}/{name}", array
    for name in SINGLE:
        yield name, getattr(record, name)
    yield "sizes", record.groups.sizes


def run_of(table: pa.Table, plan: str, seed: int) -> Run:
    """The run that `whole` made a table of; of its seconds nothing is known."""
    rows = {row["part"]: row for row in table.to_pylist()}
    facts = json.loads(rows.pop(FACTS)["data"])
    arrays = {part: _array(row) for part, row in rows.items()}
    families: dict[str, dict[str, Array]] = {family: {} for family in FAMILIES}
    for part, array in arrays.items():
        family, _, name = part.partition("/")
        if name:
            families[family][name] = array
    groups = Groups(
        tuple(facts["dimension"]), tuple(facts["labels"]), np.zeros((0, 0), np.int16), arrays["sizes"]
    )
    record = Record(
        months=facts["months"], weight=facts["weight"], groups=groups,
        codes={name: tuple(codes) for name, codes in facts["codes"].items()},
        counts=families["counts"], series=families["series"], means=families["means"],
        programmes=tuple(facts["programmes"]), spend=arrays["spend"], units=arrays["units"],
    )  # fmt: skip
    return Run(plan, seed, record, indicators_of(record), {}, facts["adults"])


def _array(row: dict[str, Any]) -> Array:
    return np.frombuffer(row["data"], row["type"]).reshape(row["shape"]).copy()
