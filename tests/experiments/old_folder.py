"""Writes runs as earlier versions kept them, to see that they can still be read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

from experiments.running.recording.frames import TABLES, joined
from experiments.running.runner import Plan, Run


def save(folder: Path, plans: Sequence[Plan], runs: Sequence[Run], command: str = "") -> Path:
    """A manifest without a kind, and one Parquet part a table."""
    folder.mkdir(parents=True)
    scenarios = {plan.name: plan.scenario for plan in plans}
    for name, table_of in TABLES.items():
        dated = (
            (run, {m: scenarios[run.plan].date(m) for m in range(run.counted.months + 1)}) for run in runs
        )
        table = joined(table_of(run, dates) for run, dates in dated)
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd")
    manifest = {"made_by": "dpi-city", "format": 1, "command": command, "versions": {"dpi-city": "0.1.0"},
                "runs": [{"scenario": run.plan, "seed": run.seed} for run in runs]}  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return folder
