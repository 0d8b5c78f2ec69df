"""The manifest of an experiment: what was asked, with which model, and how far it is."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.designing.starts import STARTS
from experiments.running.jobs import FORMAT
from experiments.running.keeping.atomic import MAKER, MANIFEST, spoken, write_text
from experiments.running.keeping.shelf import LOCK
from experiments.running.recording.recorded import RUNS, Recorded
from experiments.running.versions import versions
from sim.errors import DPICityError, ResultsError
from sim.source import fingerprint

if TYPE_CHECKING:
    from experiments.running.runner import Plan
    from experiments.running.tally import Tally

KIND = "experiment"
SCENARIOS = "scenarios"
ALIKE = ("run", "compare")
"""The commands whose folders may take each other's place; any other takes that of its like only."""

NEEDED = ("model", "command", "created", "versions", "recorded", "words")
"""What every manifest says; `verify`, `query` and `package` rely on it."""
PUT_BACK = (
    "It alone says which model made the runs beside it, which are as they were. Put back a copy of it (a package "
    "holds one), or give another folder."
)


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of an experiment; None when the folder is new or empty.

    Raises `ResultsError` when the folder holds anything else, or an experiment that this version of
    the program cannot read.
    """
    if empty(folder):
        return None
    found = manifest_in(folder)
    if found.get("made_by") == MAKER and "command" in found and "kind" not in found:
        raise ResultsError(
            f"{folder}: an earlier version of dpi-city kept these results in a way that this one does not read. Make "
            f"them again in another folder: {found['command']}"
        )
    if found.get("made_by") != MAKER or found.get("kind") != KIND:
        raise ResultsError(f"{folder}: this folder does not hold an experiment. Give another one.")
    if found.get("format") != FORMAT:
        raise ResultsError(
            f"{folder}: these results are in format {found.get('format')}, and this version of dpi-city reads "
            f"format {FORMAT}. They are as they were; open them with dpi-city {_version(found)}."
        )
    if lost := [name for name in NEEDED if name not in found]:
        raise ResultsError(f"{folder / MANIFEST}: '{lost[0]}' is missing from this file. {PUT_BACK}")
    return found


def empty(folder: Path) -> bool:
    """Whether a folder is not there yet, or holds nothing; `ResultsError` when it is a file or can be none."""
    with spoken(folder):
        if folder.exists() and not folder.is_dir():
            raise ResultsError(f"{folder}: this is a file. Give the name of a folder.")
        return not folder.is_dir() or {path.name for path in folder.iterdir()} <= {LOCK}


def manifest_in(folder: Path) -> dict[str, Any]:
    """What the manifest in a folder says, whoever wrote it; nothing when there is none.

    Raises `ResultsError` when there are runs beside it, and it is damaged or gone.
    """
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = None
    if isinstance(found, dict):
        return found
    if (folder / RUNS).is_dir():
        raise ResultsError(f"{folder / MANIFEST}: this file is damaged or missing. {PUT_BACK}")
    return {}


def _version(manifest: dict[str, Any]) -> str:
    return str(manifest.get("versions", {}).get("dpi-city", "(unknown)"))


def check_model(folder: Path, manifest: dict[str, Any]) -> None:
    """Refuse to add runs of this model to those of another."""
    if manifest.get("model") != fingerprint():
        raise ResultsError(
            f"{folder}: these results come from another version of the model ({manifest.get('model')}; this is "
            f"{fingerprint()}), and the two do not mix. They are as they were: give a new folder with --out, or "
            f"resume with the version that made them, dpi-city {_version(manifest)}."
        )


def check_room(folder: Path, extra: dict[str, Any]) -> dict[str, Any] | None:
    """The manifest of what a folder holds already, if runs with the facts `extra` may be added to it."""
    earlier = read_manifest(folder)
    if earlier is not None:
        check_owner(folder, earlier, extra)
        check_model(folder, earlier)
    return earlier


def owner(facts: dict[str, Any]) -> str:
    """The command that wrote a manifest; empty for a program of the user's own."""
    return str(facts.get("experiment", {}).get("by", ""))


def check_owner(folder: Path, manifest: dict[str, Any], extra: dict[str, Any]) -> None:
    """Refuse to mix the runs of two commands; a run and a comparison are of one kind."""
    before, by = owner(manifest), owner(extra)
    if before and by and before != by and not {before, by} <= set(ALIKE):
        raise ResultsError(refusal(folder, before, by))


def refusal(folder: Path, before: str, by: str) -> str:
    """Why a command does not write into a folder."""
    return f"{folder}: this folder holds what {before} made, which {by} does not replace. Give a new one with --out."


class Ledger:
    """The manifest while an experiment runs."""

    def __init__(self, folder: Path, content: dict[str, Any]) -> None:
        self.folder, self.content = folder, content
        self._plans: dict[str, str] = {}

    def write(self) -> None:
        """Put the manifest on disk."""
        write_text(self.folder / MANIFEST, json.dumps(self.content, indent=1, ensure_ascii=False) + "\n")

    def keep(self, plan: Plan) -> None:
        """Keep a plan as a scenario file of its own, once; two plans of one name are an error."""
        known = self._plans.get(plan.name)
        if known == plan.scenario.hash:
            return
        if known is not None:
            raise DPICityError(f"two different plans are called '{plan.name}'. Give each its own name.")
        self._plans[plan.name] = plan.scenario.hash
        from experiments.running.keeping.keepsakes import keep_scenario

        with spoken(self.folder):
            keep_scenario(self.folder / SCENARIOS, plan)

    def close(self, tally: Tally) -> None:
        """Note how it ended."""
        self.content["state"] = {
            "runs": tally.total, "finished": tally.kept + tally.done, "failed": len(tally.failed),
            "stopped": tally.stopped,
        }  # fmt: skip
        self.write()


def open_ledger(folder: Path, recorded: Recorded, command: str, extra: dict[str, Any]) -> Ledger:
    """The manifest of a new experiment, or of one that goes on."""
    earlier = check_room(folder, extra)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    content = {
        "made_by": MAKER, "kind": KIND, "format": FORMAT, "model": fingerprint(),
        "created": (earlier or {}).get("created", now), "command": command, "versions": versions(),
        "recorded": recorded.as_data(), "words": words(), **extra,
    }  # fmt: skip
    ledger = Ledger(folder, content)
    ledger.write()
    return ledger


def note(folder: Path, **facts: Any) -> None:
    """Add facts to the manifest of an experiment that has ended."""
    content = json.loads((folder / MANIFEST).read_text(encoding="utf-8")) | facts
    write_text(folder / MANIFEST, json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def words() -> dict[str, Any]:
    """What every indicator and parameter means, so that a folder can be read without the program."""
    from sim.registry import registry

    known = registry()
    return {
        "indicators": {
            name: {"label": i.label, "unit": i.unit, "better": i.better} for name, i in known.indicators.items()
        },
        "parameters": {
            key: {"label": p.label, "unit": p.unit, "bounds": list(p.bounds), "default": p.default,
                  "role": p.role, "source": p.source}
            for key, p in known.params.items()
        } | {
            key: {"label": s.label, "unit": s.unit, "bounds": list(s.bounds), "default": None,
                  "role": "uncertainty", "source": "the file of the city"}
            for key, s in STARTS.items()
        },
    }  # fmt: skip
