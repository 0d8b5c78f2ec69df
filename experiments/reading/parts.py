"""The Parquet parts of an experiment's folder that count, and whether they are whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from experiments.running.keeping.seals import unsealed
from experiments.running.keeping.shelf import DESIGN, LOOSE, check_part, first_line
from experiments.running.recording.recorded import RUNS
from experiments.running.recording.tables import unpacked
from sim.errors import ResultsError

if TYPE_CHECKING:
    import pyarrow as pa


def parts_of(folder: Path, table: str) -> list[Path]:
    """The files of a table: a part counts when its file in `runs/` is there."""
    if table == DESIGN:
        return sorted((folder / DESIGN).glob("*.parquet"))
    names = sorted(path.name for path in (folder / RUNS).glob("*.parquet"))
    return [folder / table / name for name in names]


def check(folder: Path, table: str) -> None:
    """Check every part of a table."""
    for path in parts_of(folder, table):
        check_part(path)


def loose_tables(folder: Path) -> dict[str, pa.Table]:
    """The tables of runs that no part holds yet, at most some hundred runs."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    packed: set[str] = set()
    paths = sorted((folder / LOOSE).glob("*.arrow"))
    if paths:
        for part in parts_of(folder, RUNS):
            packed.update(pq.read_table(part, columns=["run"])["run"].to_pylist())
    found: dict[str, list[pa.Table]] = {}
    for path in paths:
        if path.stem not in packed:
            for name, table in _loose(path).items():
                found.setdefault(name, []).append(table.replace_schema_metadata(None))
    return {name: pa.concat_tables(tables) for name, tables in found.items()}


def _loose(path: Path) -> dict[str, pa.Table]:
    try:
        return unpacked(unsealed(path.read_bytes()))
    except (OSError, ValueError) as error:
        raise ResultsError(
            f"{path}: this run is damaged ({first_line(error)}). Type the command that made these results again: it "
            "sets the run aside and computes it again."
        ) from None


def finished_runs(folder: Path) -> int:
    """How many finished runs a folder holds, judged by the names and footers of its files; damaged parts hold none."""
    return sum(map(_rows, parts_of(folder, RUNS))) + len(list((folder / LOOSE).glob("*.arrow")))


def _rows(part: Path) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return int(pq.read_metadata(part).num_rows)
    except (OSError, ValueError, pa.ArrowException):
        return 0  # the next command that writes here sets it aside, and says so
