"""What has to be in a folder or a package for its numbers to come out again, and whether it is as it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.running.keeping.keepsakes import CITIES, file_name, kept_scenario
from experiments.running.keeping.ledger import SCENARIOS
from sim.errors import ResultsError

if TYPE_CHECKING:
    from sim.scenario import Scenario

RESULTS = "results"
"""Where a package keeps the experiment's folder."""
FILE = "experiment.yaml"
"""Where a package keeps the experiment file."""
METADATA = "ro-crate-metadata.json"
"""Where a package lists its files, each with the hash of its bytes."""


def stored_scenario(folder: Path, name: str) -> Scenario:
    """The plan called `name` as an experiment's folder keeps it; `ResultsError` when its files are not there."""
    place = folder / SCENARIOS
    if not (place / f"{file_name(name)}.yaml").is_file() or not any((place / CITIES).glob("*.yaml")):
        raise ResultsError(
            f"{place}: the plan '{name}' or its city is missing. Type the command that made these results again: it "
            "writes the files of its plans anew, and computes nothing twice."
        )
    return kept_scenario(place, name)


GONE, CHANGED = "it is missing from the package", "it is not the file that was packed"


def changed(package: Path) -> Iterator[tuple[str, str]]:
    """The files of a package that are not as they were packed, and what is wrong with each: `GONE` or `CHANGED`.

    Raises `ResultsError` when the list of its files cannot be read.
    """
    for name, wanted in sorted(_listed(package).items()):
        path = package / name
        if not path.is_file():
            yield name, GONE
        elif hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            yield name, CHANGED


def _listed(package: Path) -> dict[str, str]:
    """The hash of every file that the package lists."""
    try:
        entities: list[dict[str, Any]] = json.loads((package / METADATA).read_text("utf-8"))["@graph"]
        return {entity["@id"]: entity["sha256"] for entity in entities if "sha256" in entity}
    except (OSError, ValueError, KeyError, TypeError):
        raise ResultsError(
            f"{package / METADATA}: the list of the files in this package is damaged. Verify what it holds without it: "
            f"dpi-city verify {package / RESULTS}"
        ) from None
