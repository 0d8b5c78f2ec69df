"""The stored verdicts on all cases, and whether they still hold.

`scenarios/catalogue/status.json` is written by `dpi-city cases --update` and by nothing else. Each
verdict is kept with a key of all it depends on: the scenario, the figures to meet, the model's code.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sim
from experiments.cases.entries import CATALOGUE, Entry, entries, scenario_called
from experiments.cases.judge import Verdict, judged, kind_of
from experiments.running.keeping.atomic import write_text
from experiments.running.runner import Plan, silent
from sim.errors import ResultsError

if TYPE_CHECKING:
    from experiments.running.runner import Progress, Run

STATUS = CATALOGUE / "status.json"
CURRENT, SCENARIO_CHANGED, MODEL_CHANGED, NEVER_RUN = (
    "", "not run since it changed", "not run since the model changed", "not run yet",
)  # fmt: skip
DIGITS = 4


def keys(entry: Entry) -> dict[str, str]:
    """What a verdict depends on: the scenario with its points, the bands, the cities, and the model's code."""
    scenario = scenario_called(entry.scenario).hash if entry.scenario else ""
    bands = json.dumps([band.model_dump(mode="json") for band in entry.bands])
    return {
        "case": sha256(f"{scenario} {entry.service} {bands} {entry.cities}".encode()).hexdigest()[:16],
        "model": model_hash(),
    }


@cache
def model_hash() -> str:
    """A fingerprint of the rules: every Python file of the model but those that describe it."""
    root = Path(sim.__file__).parent
    files = sorted(path for path in root.rglob("*.py") if "describe" not in path.relative_to(root).parts)
    text = b"".join(path.relative_to(root).as_posix().encode() + path.read_bytes() for path in files)
    return sha256(text).hexdigest()[:16]


def stored() -> dict[str, dict[str, Any]]:
    """The verdicts on file, by case; empty before the first update."""
    if not STATUS.exists():
        return {}
    try:
        found: dict[str, dict[str, Any]] = json.loads(STATUS.read_text(encoding="utf-8"))["cases"]
    except (ValueError, KeyError, TypeError) as error:
        raise ResultsError(f"{STATUS.name}: this file is damaged. Run `dpi-city cases --update`.") from error
    return found


def staleness(entry: Entry, known: Mapping[str, Any] | None) -> str:
    """Why a stored verdict may no longer hold; "" when it does."""
    if known is None:
        return NEVER_RUN
    now = keys(entry)
    if known["case"] != now["case"]:
        return SCENARIO_CHANGED
    return CURRENT if known["model"] == now["model"] else MODEL_CHANGED


def outdated(catalogue: Mapping[str, Entry]) -> list[str]:
    """The cases whose stored verdict may no longer hold."""
    known = stored()
    return [name for name, entry in catalogue.items() if staleness(entry, known.get(name))]


def update(wanted: Sequence[str], *, progress: Progress = silent, workers: int | None = None) -> list[str]:
    """Run the named cases and store what came of them; returns the names that were run.

    Verdicts on other cases stay as they are; what was finished before a stop is kept.
    """
    catalogue, known = entries(), stored()
    runs = _runs([catalogue[name] for name in wanted], progress, workers)
    done = []
    for name in wanted:
        entry = catalogue[name]
        plan, mine = runs.get((entry.scenario, entry.cities), (None, ()))
        if plan and len(mine) < entry.cities:
            continue  # stopped before this case was finished
        known[name] = as_data(entry, judged(entry, plan, mine), plan)
        done.append(name)
    _save({name: known[name] for name in catalogue if name in known})
    return done


def _runs(
    wanted: Sequence[Entry], progress: Progress, workers: int | None
) -> dict[tuple[str, int], tuple[Plan, list[Run]]]:  # fmt: skip
    """The plan and the runs of every scenario and number of cities that some entries ask for."""
    from experiments.running.pool import run_all

    asked = sorted({(entry.cities, entry.scenario) for entry in wanted if entry.scenario})
    found: dict[tuple[str, int], tuple[Plan, list[Run]]] = {}
    for cities in sorted({cities for cities, _ in asked}):
        plans = [Plan(name, scenario_called(name)) for number, name in asked if number == cities]
        runs = run_all(plans, seeds_of(cities), workers=workers, progress=progress).runs
        for plan in plans:
            found[plan.name, cities] = plan, [run for run in runs if run.plan == plan.name]
    return found


def seeds_of(cities: int) -> tuple[int, ...]:
    """The seeds of that many simulated cities."""
    return tuple(range(1, cities + 1))


def as_data(entry: Entry, verdict: Verdict, plan: Plan | None) -> dict[str, Any]:
    """A verdict as JSON can hold it, with its keys."""
    return {
        **keys(entry),
        "status": verdict.status,
        "why": verdict.why,
        "seeds": list(seeds_of(entry.cities)) if plan else [],
        "residents": plan.scenario.residents if plan else 0,
        "checks": [
            {"what": c.what, "value": _short(c.value), "allowed": c.allowed, "met": c.met} for c in verdict.checks
        ],
        "points": [
            {"series": p.series, "group": list(p.groups), "date": p.date, "role": p.role, "kind": kind_of(p),
             "unit": p.unit, "measured": _short(p.measured), "model": _short(p.modelled.mean)}
            for p in verdict.points
        ],
    }  # fmt: skip


def _short(value: float) -> float | None:
    """A number as far as it means anything; None when there is none."""
    return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None


def _save(cases: Mapping[str, Any]) -> None:
    content = {"written_by": "dpi-city cases --update", "cases": dict(cases)}
    write_text(STATUS, json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def counts(verdicts: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How many verdicts of each status."""
    found: dict[str, int] = {}
    for verdict in verdicts:
        found[verdict["status"]] = found.get(verdict["status"], 0) + 1
    return found
