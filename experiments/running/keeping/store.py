"""Folders in which earlier versions kept a run or a comparison: a manifest and four Parquet parts, still read.

Runs and comparisons are kept as experiments now (shelf.py); nothing writes these folders any more.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from experiments.running.keeping.atomic import ours
from sim.errors import ResultsError

if TYPE_CHECKING:
    import pandas as pd


def load(folder: str | Path) -> dict[str, pd.DataFrame]:
    """The parts of such a folder as data frames: series, groups, constraints, spend.

    Raises `ResultsError` when the folder is not a complete results folder or a part is damaged.
    """
    import pandas as pd

    from experiments.running.recording.frames import TABLES

    place = Path(folder)
    if not ours(place):
        raise ResultsError(f"{place}: this is not a results folder; `dpi-city run --out {place}` writes one.")
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
