"""A run as the tables that an experiment keeps of it, and these as bytes that travel and are stored."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from experiments.running.recording.frames import TABLES, measured
from experiments.running.recording.readings import readings
from experiments.running.recording.recorded import MEASURED, READINGS, RECORD, RUNS, Recorded
from experiments.running.recording.whole import whole

if TYPE_CHECKING:
    import pyarrow as pa

    from experiments.running.runner import Run
    from sim.scenario import Scenario


def packed(key: str, run: Run, scenario: Scenario, recorded: Recorded) -> bytes:
    """A run's tables as Arrow streams, one behind the other; the table `runs` comes last."""
    sink = io.BytesIO()
    for name, table in tables_of(key, run, scenario, recorded):
        _append(sink, name, table)
    return sink.getvalue()


def _append(sink: io.BytesIO, name: str, table: pa.Table) -> None:
    import pyarrow as pa

    options = pa.ipc.IpcWriteOptions(compression="zstd")
    table = table.replace_schema_metadata({"table": name})
    with pa.ipc.new_stream(sink, table.schema, options=options) as stream:
        stream.write_table(table)


def unpacked(data: bytes) -> dict[str, pa.Table]:
    """The tables in `packed` bytes, by name; `ValueError` when they are damaged."""
    import pyarrow as pa

    source, found = pa.BufferReader(data), {}
    while source.tell() < len(data):
        with pa.ipc.open_stream(source) as stream:
            table = stream.read_all()
        found[table.schema.metadata[b"table"].decode()] = table
    return found


def tables_of(key: str, run: Run, scenario: Scenario, recorded: Recorded) -> Iterable[tuple[str, pa.Table]]:
    """The recorded tables of a run, each row under the run's key."""
    import pyarrow as pa

    dates = {m: scenario.date(m) for m in range(scenario.months + 1)}
    everything = run
    if recorded.indicators:
        chosen = {name: run.indicators[name] for name in sorted(set(recorded.indicators))}
        run = replace(run, indicators=chosen)
    for name in sorted(recorded.tables):
        if name == MEASURED:
            yield name, _under(key, measured(run, scenario))
            continue
        if name == RECORD:
            yield name, _under(key, whole(everything))
            continue
        if name == READINGS:
            yield name, _under(key, readings(everything, recorded.readings))
            continue
        table = TABLES[name](run, dates)
        if name != "spend":
            table = _thinned(table, recorded.every, scenario.months)
        yield name, _under(key, table.drop_columns(["scenario", "seed"]))
    facts = {"seed": [run.seed], "scenario_hash": [scenario.hash], "adults": [run.adults]}
    yield RUNS, _under(key, pa.table(facts))


def _thinned(table: pa.Table, every: int, last: int) -> pa.Table:
    """The rows of every so many months, and of the last one."""
    import numpy as np

    months = table["month"].to_numpy()
    kept: pa.Table = table.filter(np.asarray((months % every == 0) | (months == last)))
    return kept


def _under(key: str, table: pa.Table) -> pa.Table:
    """The table with the run's key in front, and text as plain text: dictionaries do not add up."""
    import pyarrow as pa

    for place, column in enumerate(table.schema):
        if pa.types.is_dictionary(column.type):
            plain = table[column.name].cast(column.type.value_type)
            table = table.set_column(place, column.name, plain)
    return table.add_column(0, "run", pa.array([key] * table.num_rows, pa.string())).combine_chunks()
