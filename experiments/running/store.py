"""A results folder: `manifest.json` and four Parquet parts, written whole or not at all.

The parts hold no time and no machine: the same command gives the same bytes, whatever the number
of workers. When and with what they were made stands in the manifest only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.running.atomic import MAKER, MANIFEST, new_folder, ours
from experiments.running.versions import versions
from sim.errors import ResultsError

if TYPE_CHECKING:
    import pandas as pd

    from experiments.running.runner import Plan, Run

FORMAT = 1  # raised when a column changes its meaning


def save(
    folder: Path, plans: Sequence[Plan], runs: Sequence[Run], *, command: str = "", stopped: bool = False,
    extra: Mapping[str, Any] | None = None,
) -> Path:  # fmt: skip
    """Write the results of finished runs into `folder` and return it.

    Failed runs are listed in the manifest with their error. Raises `ResultsError` when the folder
    belongs to someone else, or cannot be written.
    """
    with new_folder(folder) as partial:
        write_parts(partial, plans, [run for run in runs if run.ok])
        content = manifest(plans, runs, command, stopped) | dict(extra or {})
        text = json.dumps(content, indent=1, ensure_ascii=False, default=plain)
        (partial / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return folder


def write_parts(folder: Path, plans: Sequence[Plan], runs: Sequence[Run]) -> None:
    """Write the Parquet parts run by run, so that memory holds one run's tables at a time."""
    import pyarrow.parquet as pq

    from experiments.running.frames import TABLES

    scenarios = {plan.name: plan.scenario for plan in plans}
    for name, table_of in TABLES.items():
        writer = None
        for run in runs:
            scenario = scenarios[run.plan]
            dates = {m: scenario.date(m) for m in range(scenario.months + 1)}
            table = table_of(run, dates)
            if writer is None:
                writer = pq.ParquetWriter(folder / f"{name}.parquet", table.schema, compression="zstd")
            writer.write_table(table)
        if writer is not None:
            writer.close()


def manifest(plans: Sequence[Plan], runs: Sequence[Run], command: str, stopped: bool) -> dict[str, Any]:
    """Everything needed to know what was run, and to run it again."""
    from sim.scenario.parts import resolved

    return {
        "made_by": MAKER,
        "format": FORMAT,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": command,
        "stopped": stopped,
        "seeds": sorted({run.seed for run in runs}),
        "versions": versions(),
        "scenarios": [
            {
                "name": plan.name,
                "hash": plan.scenario.hash,
                "content": content_of(plan.scenario),
                "parameters": resolved(plan.scenario.parameters),
            }
            for plan in plans
        ],
        "runs": [{"scenario": run.plan, "seed": run.seed} for run in runs if run.ok],
        "failed": [
            {"scenario": run.plan, "seed": run.seed, "error": run.error} for run in runs if not run.ok
        ],
        "seconds": {f"{run.plan} {run.seed}": run.seconds for run in runs if run.ok},
    }


def content_of(scenario: Any) -> dict[str, Any]:
    """A scenario as plain data, with everything it inherited."""
    found = plain(scenario)
    found.pop("path", None)
    return dict(found)


def plain(value: Any) -> Any:
    """Any part of a scenario as JSON can hold it."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, (set, frozenset)):
        return sorted(plain(inner) for inner in value)
    if hasattr(value, "tolist"):
        return value.tolist()
    return value if isinstance(value, (str, int, float, bool)) or value is None else str(value)


def load_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a results folder; `ResultsError` when there is none."""
    if not ours(folder):
        raise ResultsError(
            f"{folder}: this is not a results folder; `dpi-city run --out {folder}` writes one."
        )
    found: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return found


def load(folder: str | Path) -> dict[str, pd.DataFrame]:
    """The parts of a results folder as data frames: series, groups, constraints, spend.

    Raises `ResultsError` when the folder is not a complete results folder or a part is damaged.
    """
    import pandas as pd

    from experiments.running.frames import TABLES

    place = Path(folder)
    load_manifest(place)
    found = {}
    for name in TABLES:
        path = place / f"{name}.parquet"
        if path.exists():
            try:
                found[name] = pd.read_parquet(path)
            except (OSError, ValueError) as error:
                raise ResultsError(
                    f"{path}: this part is damaged ({error}). Run the command again."
                ) from error
    return found
