"""Computes a sample of an experiment's runs again, and compares the bytes with those on disk."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.designing.starts import STARTS
from experiments.packaging.analyses import conclusion, is_analysis
from experiments.packaging.files import GONE, METADATA, RESULTS, changed, stored_scenario
from experiments.reading.frames import database, manifest_of
from experiments.running.jobs import Job, task_of
from experiments.running.recording.recorded import Recorded
from experiments.running.recording.tables import tables_of
from experiments.running.runner import Cities, Plan, run_plan
from experiments.running.versions import versions
from sim.errors import DPICityError, ResultsError
from sim.registry import registry
from sim.source import fingerprint

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

CONCLUSION = "what follows from all runs"
"""How the answer of an analysis is called among what was checked."""


@dataclass(frozen=True, slots=True)
class Check:
    """One run computed again, or one file of a package: which, and where it differs (empty when all bytes agree)."""

    run: str
    difference: str = ""
    file: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a verification; `notes` are differences of version that may explain the others.

    `advice` says with which version the bytes should agree, when this is another one.
    """

    checks: tuple[Check, ...]
    runs: int
    notes: tuple[str, ...]
    advice: str = ""

    @property
    def agrees(self) -> bool:
        """Whether every byte that was computed again agrees."""
        return not any(check.difference for check in self.checks)


def verify(
    folder: Path, sample: int, seed: int = 1, told: Callable[[Check], None] | None = None
) -> Verdict:  # fmt: skip
    """Compute `sample` of the finished runs again, drawn at random by `seed`; all when there are fewer.

    `folder` is that of an experiment or an analysis, or a package of one, of which every file is compared with the hash
    that it was packed with. Every page of every part is checked against its checksum on the way. Raises `ResultsError`
    when something is missing or damaged.
    """
    packed = (folder / METADATA).is_file()
    checks = [Check(name, wrong, file=True) for name, wrong in (changed(folder) if packed else ())]
    if any(check.difference == GONE for check in checks):
        return Verdict(tuple(checks), 0, ())
    place = folder / RESULTS if packed or (folder / RESULTS).is_dir() else folder
    known = manifest_of(place)
    with understood(place, known):
        recorded = Recorded.from_data(known["recorded"])
    with database(place) as base:
        done = (
            base.execute("SELECT * FROM runs WHERE state = 'done' ORDER BY stage, number")
            .df()
            .drop_duplicates("run")
        )
        chosen = np.sort(np.random.default_rng(seed).permutation(len(done))[:sample])
        cities = Cities()
        for row in done.iloc[chosen].to_dict("records"):
            with understood(place, known):
                checks.append(
                    _check(place, base, {str(name): value for name, value in row.items()}, recorded, cities)
                )
            if told:
                told(checks[-1])
    if is_analysis(place) and not _other_model(place):
        checks.append(Check(CONCLUSION, conclusion(place, known["command"])))
    advice = maker(known) if known["model"] != fingerprint() else ""
    return Verdict(tuple(checks), len(done), tuple(_notes(known)), advice)


@contextlib.contextmanager
def understood(place: Path, manifest: dict[str, Any]) -> Iterator[None]:
    """Say of results of another model that this one cannot read them, and which one can."""
    try:
        yield
    except DPICityError as error:
        if isinstance(error, ResultsError) or manifest["model"] == fingerprint():
            raise
        raise ResultsError(
            f"{place}: these results come from another version of the model ({manifest['model']}; this is "
            f"{fingerprint()}), which asked for something that this one does not know: {error} {maker(manifest)}"
        ) from None


def maker(manifest: dict[str, Any]) -> str:
    """With which version the numbers should come out."""
    return f"Verify them with the version that made them, dpi-city {manifest['versions'].get('dpi-city', '(unknown)')}."


def _notes(manifest: dict[str, Any]) -> list[str]:
    """What is not as it was when the results were made."""
    notes = [
        f"made with {name} {old}, verified with {name} {versions().get(name, 'not installed')}"
        for name, old in manifest["versions"].items()
        if versions().get(name) != old
    ]
    if manifest["model"] != fingerprint():
        notes.insert(
            0, f"the source of the model is not the same: {manifest['model']} then, {fingerprint()} now"
        )
    return notes


def _check(
    place: Path, base: duckdb.DuckDBPyConnection, row: dict[str, Any], recorded: Recorded, cities: Cities
) -> Check:  # fmt: skip
    job = _job(place, row)
    named = (
        f"run {' '.join(filter(None, (row['stage'], str(row['number']))))} ({job.plan.name}, seed {job.seed})"
    )
    scenario = job.scenario()
    if scenario.hash != row["scenario_hash"] and not _other_model(place):
        return Check(named, "the scenario file is not the one that was run")
    if row["run"] != task_of(job, recorded).key and not _other_model(place):
        return Check(named, "its key does not belong to what it says was run")
    run = run_plan(replace(job.plan, scenario=scenario), job.seed, cities)
    if not run.ok:
        return Check(named, f"it now fails: {run.error}")
    for name, again in tables_of(row["run"], run, scenario, recorded):
        stored = base.sql(f"SELECT * FROM {name}_stored WHERE run = '{row['run']}'").to_arrow_table()
        if _bytes(stored, again.schema) != _bytes(again, again.schema):
            return Check(named, _difference(name, stored, again))
    return Check(named)


def _other_model(place: Path) -> bool:
    return bool(manifest_of(place)["model"] != fingerprint())


def _job(place: Path, row: dict[str, Any]) -> Job:
    """The job behind a row of `runs`."""
    known = {*registry().params, *STARTS}
    values = {name: float(value) for name, value in row.items() if name in known and value == value}
    plan = Plan(row["scenario"], stored_scenario(place, row["scenario"]))
    return Job(plan, int(row["seed"]), values)


def _bytes(table: pa.Table, schema: pa.Schema) -> bytes:
    """A table as bytes that depend on its values only; numbers to their last bit."""
    import pyarrow as pa

    sink = io.BytesIO()
    plain = table.select(schema.names).cast(schema).combine_chunks().replace_schema_metadata(None)
    with pa.ipc.new_stream(sink, plain.schema) as stream:
        stream.write_table(plain)
    return sink.getvalue()


def _difference(name: str, stored: pa.Table, again: pa.Table) -> str:
    """The first thing that differs between two tables."""
    if stored.num_rows != again.num_rows:
        return f"'{name}' had {stored.num_rows:,} rows and now has {again.num_rows:,}"
    for column in again.column_names:
        old, new = stored[column].to_pylist(), again[column].to_pylist()
        for place, (a, b) in enumerate(zip(old, new, strict=True)):
            if a != b and not (a != a and b != b):
                return f"'{name}', row {place}: {column} was {a!r} and is now {b!r}"
    return f"'{name}' holds the same values in other bytes"


def sentences(folder: Path, verdict: Verdict) -> Sequence[str]:
    """What is said of a verification, line by line."""
    wrong = [check for check in verdict.checks if check.difference]
    lines = [f"{check.run}: {check.difference}." for check in wrong]
    lines += [f"Note: {note}." for note in verdict.notes]
    runs = [check for check in verdict.checks if check.run != CONCLUSION and not check.file]
    if not runs and wrong:
        return [*lines, "Files are missing, so no run was computed again. Ask for the package anew."]
    if not runs:
        raise ResultsError(f"{folder}: there are no finished runs to verify.")
    count = f"{len(runs):,} of {verdict.runs:,} runs in {folder} were computed again"
    differ = sum(bool(check.difference) for check in runs)
    lines.append(
        f"{count}: the bytes of {f'{differ:,} of them do not agree' if differ else 'all of them agree'}."
    )
    if any(check.run == CONCLUSION and not check.difference for check in verdict.checks):
        lines.append("What the analysis concludes follows from its runs.")
    if wrong and verdict.advice:
        lines.append(verdict.advice)
    return lines
