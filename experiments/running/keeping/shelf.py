"""Where the runs of an experiment are kept: found by key, added one by one, never half there.

    manifest.json            what was asked, with which versions
    scenarios/               every plan as a scenario file of its own
    design/0000000.parquet   which run is which: number, key, scenario, seed, values, labels
    runs/, series/, …        one Parquet part for some hundred finished runs, with its checksum (seals.py)
    loose/KEY.arrow          a finished run that no part holds yet
    loose/KEY.failed         the error of a run that failed

A part is named after the keys in it and counts once its file in `runs/` is there. Parts hold no time
and no machine: an experiment that was killed and resumed ends with the bytes of one that was not.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.running.jobs import Result, Task
from experiments.running.keeping.atomic import spoken, sync
from experiments.running.keeping.seals import intact, seal_line, seal_of, sealed, unsealed
from experiments.running.recording.recorded import RUNS
from experiments.running.recording.tables import unpacked
from sim.errors import ResultsError
from sim.scenario.hash import digest

if TYPE_CHECKING:
    import pyarrow as pa

DESIGN, LOOSE, DAMAGED, LOCK = "design", "loose", ".damaged", ".lock"
ROWS = 200_000  # rows that are written to a Parquet part at once
PART_DIGITS = 16


class Shelf:
    """The runs in a folder. `tables` are those that every run has, `runs` left out."""

    def __init__(self, folder: Path, tables: Sequence[str]) -> None:
        self.folder = folder
        self.tables = (*sorted(tables), RUNS)
        self.set_aside: list[Path] = []
        with spoken(folder):
            for name in (DESIGN, LOOSE, *self.tables):
                (folder / name).mkdir(parents=True, exist_ok=True)
            _clear_halves(folder)
            self.packed = self._packed()
            self.loose = self._loose()

    def __contains__(self, key: str) -> bool:
        return key in self.packed or key in self.loose

    def __len__(self) -> int:
        return len(self.packed) + len(self.loose)

    def put(self, result: Result) -> None:
        """Keep a result: its tables, or the reason why it failed."""
        failed = self.folder / LOOSE / f"{result.key}.failed"
        with spoken(self.folder):
            if result.error:
                write_bytes(failed, result.error.encode())
                return
            write_bytes(self.folder / LOOSE / f"{result.key}.arrow", sealed(result.tables))
            failed.unlink(missing_ok=True)
        self.loose.add(result.key)

    def write_design(self, stage: str, first: int, tasks: Sequence[Task]) -> None:
        """Note which run is which, from the run numbered `first` on."""
        import pyarrow as pa

        rows = [
            {"stage": stage, "number": first + i, "run": task.key, "scenario": task.job.plan.name, "seed": task.job.seed}
            | dict(task.job.values) | dict(task.job.labels)
            for i, task in enumerate(tasks)
        ]  # fmt: skip
        names = list(dict.fromkeys(name for row in rows for name in row))
        table = pa.table({name: [row.get(name) for row in rows] for name in names})
        with spoken(self.folder):
            _write_part(self.folder / DESIGN / _design_part(stage, first), [table])

    def trim_design(self, stage: str, length: int) -> None:
        """Forget rows from an earlier, longer design."""
        for path in (self.folder / DESIGN).glob(_design_part(stage, 0).replace("0000000", "???????")):
            if path.name >= _design_part(stage, length):
                _forget(path)

    def forget_design(self) -> None:
        """Forget which run is which; the runs stay."""
        for path in (self.folder / DESIGN).glob("*.parquet"):
            _forget(path)

    def pack(self, keys: Sequence[str]) -> None:
        """Move loose runs into one part, in the order of `keys`; keys that are not loose are left out."""
        chosen = [key for key in keys if key in self.loose]
        if not chosen:
            return
        part = f"{digest(chosen)[:PART_DIGITS]}.parquet"
        with spoken(self.folder):
            for name in self.tables:  # `runs` comes last: with it the part counts
                _write_part(self.folder / name / part, (self._read(key)[name] for key in chosen))
            self.packed.update(chosen)
            for key in chosen:
                self.loose.discard(key)
                (self.folder / LOOSE / f"{key}.arrow").unlink()

    def _read(self, key: str) -> dict[str, pa.Table]:
        return unpacked(unsealed((self.folder / LOOSE / f"{key}.arrow").read_bytes()))

    def _packed(self) -> set[str]:
        """The keys in the parts; a part with a damaged file is set aside, and its runs count as missing."""
        import pyarrow.parquet as pq

        found: set[str] = set()
        for path in sorted((self.folder / RUNS).glob("*.parquet")):
            try:
                for name in self.tables:
                    check_part(self.folder / name / path.name)
                keys = pq.read_table(path, columns=["run"])
            except ResultsError:
                self._put_aside(path.name)
            else:
                found.update(keys["run"].to_pylist())
        return found

    def _put_aside(self, part: str) -> None:
        """Take a part out of the count, but keep what is left of it."""
        for name in reversed(self.tables):
            path = self.folder / name / part
            if path.exists():
                self.set_aside.append(path.rename(path.with_name(path.name + DAMAGED)))
            seal_of(path).unlink(missing_ok=True)

    def _loose(self) -> set[str]:
        """The keys of whole loose runs; those that a part already holds are cleared away."""
        found: set[str] = set()
        for path in sorted((self.folder / LOOSE).iterdir()):
            if path.stem in self.packed:
                path.unlink()
            elif path.suffix == ".arrow" and self._whole(path):
                found.add(path.stem)
        return found

    def _whole(self, path: Path) -> bool:
        try:
            whole = set(unpacked(unsealed(path.read_bytes()))) >= set(self.tables)
        except (OSError, ValueError):
            whole = False
        if not whole:
            self.set_aside.append(path.rename(path.with_name(path.name + DAMAGED)))
        return whole


def _clear_halves(folder: Path) -> None:
    """Clear away the half-written files that a kill or a power cut left behind."""
    for pattern in (".*.tmp", "*.parquet.tmp", f"{LOOSE}/*.tmp"):
        for path in folder.rglob(pattern):
            path.unlink()


def _forget(part: Path) -> None:
    part.unlink()
    seal_of(part).unlink(missing_ok=True)


def _design_part(stage: str, first: int) -> str:
    return f"{stage}-{first:07d}.parquet" if stage else f"{first:07d}.parquet"


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file under a temporary name, flush it to disk, and give it its name."""
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        temporary.write_bytes(data)
        sync(temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _write_part(path: Path, tables: Any) -> None:
    """Write tables below each other as one Parquet file, holding no more than `ROWS` rows at a time."""
    import pyarrow.parquet as pq

    temporary = path.with_name(f"{path.name}.tmp")
    writer = None
    try:
        for table in _gathered(tables):
            if writer is None:
                writer = pq.ParquetWriter(
                    temporary, table.schema, compression="zstd", write_page_checksum=True
                )
            writer.write_table(table)
        if writer is not None:
            writer.close()
            sync(temporary)
            write_bytes(seal_of(path), seal_line(temporary, path.name))
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _gathered(tables: Any) -> Iterator[pa.Table]:
    """Small tables joined until they have `ROWS` rows."""
    import pyarrow as pa

    waiting: list[pa.Table] = []
    for table in tables:
        waiting.append(table.replace_schema_metadata(None))
        if sum(part.num_rows for part in waiting) >= ROWS:
            yield pa.concat_tables(waiting).combine_chunks()
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting).combine_chunks()


def check_part(path: Path) -> None:
    """Compare the checksum of a part, or else of its pages; `ResultsError` when it is damaged or missing."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        known = intact(path)
        if known is False:
            raise ValueError("its checksum is another")
        if known is None:
            with pq.ParquetFile(path, page_checksum_verification=True) as part:
                for _ in part.iter_batches():
                    pass
    except (OSError, ValueError, pa.ArrowException) as error:
        wrong = f"is damaged ({first_line(error)})" if path.exists() else "is missing"
        raise ResultsError(
            f"{path}: this part {wrong}. Type the command that made these results again: it sets the part aside, and "
            "only what was in it is computed again."
        ) from None


def first_line(error: Exception) -> str:
    """What an error says, without the rest of a long message."""
    return str(error).strip().partition("\n")[0].rstrip(".")


@contextlib.contextmanager
def locked(folder: Path, *, reading: bool = False) -> Iterator[None]:
    """Keep two programs from writing into one folder; the lock ends with the process, however it ends.

    With `reading`, keep others from writing only: several may read, also where nobody may write.
    """
    try:
        import fcntl
    except ImportError:  # not on Windows
        yield
        return
    lock, (mode, kind) = folder / LOCK, ("r", fcntl.LOCK_SH) if reading else ("w", fcntl.LOCK_EX)
    if reading and not lock.exists():  # nobody has written here since it was copied
        yield
        return
    with spoken(folder):
        folder.mkdir(parents=True, exist_ok=True)
        handle = lock.open(mode)
    with handle:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ResultsError(
                f"{folder}: another program is writing here. Wait for it, or give another folder with --out."
            ) from None
        yield


def failures(folder: Path) -> Mapping[str, str]:
    """The error of every failed run, by key."""
    return {path.stem: path.read_text() for path in sorted((folder / LOOSE).glob("*.failed"))}


def as_json(content: Any) -> str:
    """Data as the files of a folder hold it."""
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
