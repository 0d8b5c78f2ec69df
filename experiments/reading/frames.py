"""An experiment's folder as tidy data frames and as a database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.reading.parts import check, loose_tables, parts_of
from experiments.running.keeping import store
from experiments.running.keeping.atomic import ours
from experiments.running.keeping.ledger import read_manifest, words
from experiments.running.keeping.shelf import DESIGN, check_part, failures, first_line
from experiments.running.recording.frames import TABLES
from experiments.running.recording.recorded import RECORD, RUNS
from sim.errors import ResultsError

if TYPE_CHECKING:
    import duckdb
    import pandas as pd


def manifest_of(folder: Path) -> dict[str, Any]:
    """The manifest of an experiment's folder; `ResultsError` when there is none."""
    found = read_manifest(folder) if folder.exists() else None
    if found is None:
        raise ResultsError(
            f"{folder}: there is no experiment here. `dpi-city sweep FILE --out {folder}` makes one."
        )
    return found


def database(folder: str | Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection with the folder's tables as views.

    `runs` has one row for each run of the design: its number, scenario, seed, values, and its `state`
    (done, failed or missing) with the error. `series` and the other recorded tables have the finished
    runs, each row with the design's columns in front. `indicators` and `parameters` say what the names
    mean. Raises `ResultsError` when the folder is not an experiment's, or a part is damaged.
    """
    import duckdb
    import pyarrow as pa

    place = Path(folder)
    if ours(place):
        return _of_runs(place)
    known = manifest_of(place)
    tables = [*known["recorded"]["tables"], RUNS]
    for name in (DESIGN, *tables):
        check(place, name)
    base = duckdb.connect()
    loose = loose_tables(place)
    for name in (DESIGN, *tables):
        _stored(base, place, name, loose.get(name))
    errors = failures(place)
    base.register(
        "failures", pa.table({"run": list(errors), "error": pa.array(errors.values(), pa.string())})
    )
    _explain(base, known["words"])
    for name in _readable(known):
        base.execute(f"CREATE VIEW {name} AS SELECT d.*, t.* EXCLUDE (run) "
                     f"FROM design_stored d JOIN {name}_stored t USING (run)")  # fmt: skip
    base.execute(
        "CREATE VIEW runs AS SELECT d.*, adults, CASE WHEN r.run IS NOT NULL THEN 'done' "
        "WHEN f.run IS NOT NULL THEN 'failed' ELSE 'missing' END AS state, "
        "CASE WHEN r.run IS NULL THEN f.error END AS error, scenario_hash "
        "FROM design_stored d LEFT JOIN runs_stored r USING (run, seed) LEFT JOIN failures f USING (run)"
    )
    return base


def _readable(manifest: dict[str, Any]) -> list[str]:
    """The recorded tables that are made to be read: not whole records."""
    return [name for name in manifest["recorded"]["tables"] if name != RECORD]


def _of_runs(folder: Path) -> duckdb.DuckDBPyConnection:
    """The same for a folder in which an earlier version kept a run or a comparison."""
    import duckdb

    base = duckdb.connect()
    for name in TABLES:
        path = folder / f"{name}.parquet"
        if path.exists():
            check_part(path)
            base.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({_quoted(path)})")
    _explain(base, words())
    return base


def _explain(base: duckdb.DuckDBPyConnection, known: dict[str, Any]) -> None:
    """The tables that say what names mean."""
    import pyarrow as pa

    for name, entries in known.items():
        rows = [{"name": key, **entry} for key, entry in entries.items()]
        base.register(name, pa.Table.from_pylist(rows))


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _stored(base: duckdb.DuckDBPyConnection, place: Path, name: str, loose: Any) -> None:
    """A view `<name>_stored` of a table's parts and loose runs."""
    import duckdb

    halves = []
    if parts := parts_of(place, name):
        listed = ", ".join(map(_quoted, parts))
        halves.append(f"SELECT * FROM read_parquet([{listed}], union_by_name=true)")
    if loose is not None:
        base.register(f"{name}_loose", loose)
        halves.append(f"SELECT * FROM {name}_loose")
    if not halves:
        lost = "nothing says which run is which" if name == DESIGN else "there are no finished runs"
        raise ResultsError(
            f"{place}: {lost} here. Type the command that made this folder: it keeps what is there and computes what "
            f"is missing: {manifest_of(place)['command'] or 'experiments.sweep'}"
        )
    try:
        base.execute(f"CREATE VIEW {name}_stored AS {' UNION ALL BY NAME '.join(halves)}")
    except duckdb.Error as error:
        raise ResultsError(f"{place}: the table '{name}' cannot be read ({first_line(error)}).") from None


def load(folder: str | Path) -> dict[str, pd.DataFrame]:
    """Everything in a results folder as tidy data frames, by name of the table.

    For an experiment, rows are in the order of its design, with the design's columns in front; `series`
    has the label and unit of its indicator in every row; `runs`, `indicators` and `parameters` are as in
    `database`. For runs that an earlier version kept, see `running.store.load`. Raises `ResultsError` when the
    folder holds no results or a part is damaged.
    """
    place = Path(folder)
    if ours(place):
        return store.load(place)
    with database(place) as base:
        names = [*_readable(manifest_of(place)), RUNS, "indicators", "parameters"]
        return {name: _tidy(base, name) for name in names}


def _tidy(base: duckdb.DuckDBPyConnection, name: str) -> pd.DataFrame:
    meaning = " JOIN (SELECT name AS indicator, label, unit FROM indicators) USING (indicator)"
    query = f"SELECT * FROM {name}{meaning if name == 'series' else ''}"
    if name in ("indicators", "parameters"):
        return base.execute(query).df()
    frame = base.execute(f"{query} ORDER BY ALL").df()
    for column in frame.select_dtypes(["object", "string"]):
        if column not in ("run", "error", "scenario_hash"):
            frame[column] = frame[column].astype("category")
    return frame.drop(columns=["stage"]) if (frame["stage"] == "").all() else frame
