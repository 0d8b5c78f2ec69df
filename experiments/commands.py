"""What `run` and `compare` do once their input is understood; each returns an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.atomic import check_target
from experiments.console import Display, console
from sim.errors import DPICityError

if TYPE_CHECKING:
    from rich.console import Console

    from experiments.compare import Comparison, Side
    from experiments.pool import Batch
    from experiments.runner import Plan
    from experiments.stats import Estimate

DONE, BAD_INPUT, SOME_FAILED, STOPPED = 0, 2, 3, 130


def run(
    plan: Plan, seeds: Sequence[int], out: Path, command: str, *, workers: int | None, as_json: bool
) -> int:
    """Run one plan with several seeds, save the folder, and say what came of it."""
    screen = console()
    batch = _simulate(screen, [plan], seeds, out, workers)
    code = _code(batch)
    if not batch.good:
        _failures(screen, batch)
        if as_json:
            _say({"command": command, **_batch(batch)})
        return code
    from experiments.compare import compare as compare_plans
    from experiments.observed import as_data, observed_points
    from experiments.store import save

    comparison = compare_plans([plan], batch.runs)
    points = observed_points(plan, batch.runs)
    save(out, [plan], batch.runs, command=command, stopped=batch.stopped, extra={"observed": as_data(points)})
    from experiments.tables import results
    from experiments.words import paragraph

    side = comparison.base
    screen.print(results(side.levels, plan.title))
    screen.print(f"\n{paragraph(comparison, side)}", markup=False)
    _against_measurements(screen, side)
    _closing(screen, comparison, batch, out)
    if as_json:
        _say({"command": command, "folder": str(out), **_batch(batch), "seeds": list(comparison.seeds),
              "scenario": _side(comparison, side), "observed": as_data(points)})  # fmt: skip
    return code


def compare(
    plans: Sequence[Plan], seeds: Sequence[int], out: Path, page: Path, command: str, *, against: str | None,
    outcome: str, workers: int | None, as_json: bool,
) -> int:  # fmt: skip
    """Run plans in the same simulated cities, save the folder and the page, and say what differs."""
    screen = console()
    from experiments.compare import compare as compare_plans
    from experiments.compare import unlike

    for warning in unlike(plans):
        screen.print(f"Warning: {warning}", markup=False, style="bold")
    batch = _simulate(screen, plans, seeds, out, workers)
    code = _code(batch)
    if not batch.good:
        _failures(screen, batch)
        if as_json:
            _say({"command": command, **_batch(batch)})
        return code
    from experiments.store import save

    save(out, plans, batch.runs, command=command, stopped=batch.stopped)
    _failures(screen, batch)
    try:
        comparison = compare_plans(plans, batch.runs, against=against, outcome=outcome)
    except DPICityError as error:
        if code == DONE:
            raise
        screen.print(f"{error} Results: {out}", markup=False)
        return code
    from experiments.report import write_report

    write_report(page, comparison, command=command)
    _discuss(screen, comparison)
    screen.print(f"\nThe page: {page}", markup=False)
    _closing(screen, comparison, batch, out)
    if as_json:
        _say({"command": command, "folder": str(out), "page": str(page), **_batch(batch),
              "seeds": list(comparison.seeds), "against": comparison.reference, "outcome": outcome,
              "warnings": list(comparison.warnings),
              "scenarios": [_side(comparison, side) for side in comparison.sides]})  # fmt: skip
    return code


def _discuss(screen: Console, comparison: Comparison) -> None:
    """The question, the table of plans, and a few sentences for each."""
    from experiments.tables import plans
    from experiments.words import certainty, paragraph, question

    screen.print(f"\n{question(comparison)}", markup=False, style="bold")
    screen.print(plans(comparison))
    for side in comparison.sides:
        said = f"{paragraph(comparison, side)} {certainty(comparison, side)}".rstrip()
        screen.print(f"\n{said}", markup=False)
        _against_measurements(screen, side)


def _against_measurements(screen: Console, side: Side) -> None:
    """How far a plan is from what was measured, if anything was."""
    from experiments.observed import observed_points, scores, sentence

    for score in scores(observed_points(side.plan, side.runs)):
        screen.print(f"Against measurements: {sentence(score)}", markup=False)


def _simulate(
    screen: Console, plans: Sequence[Plan], seeds: Sequence[int], out: Path, workers: int | None
) -> Batch:
    from experiments.pool import run_all

    check_target(out)
    months = max(plan.scenario.months for plan in plans)
    with Display(screen, len(plans) * len(seeds), months) as display:
        return run_all(plans, seeds, workers=workers, progress=display)


def _code(batch: Batch) -> int:
    if batch.stopped:
        return STOPPED
    return SOME_FAILED if batch.failed else DONE


def _failures(screen: Console, batch: Batch) -> None:
    if batch.stopped and not batch.good:
        screen.print("Stopped before any run was finished; nothing was written.")
    for failed in batch.failed:
        screen.print(f"Failed: {failed.plan}, seed {failed.seed}: {failed.error}", markup=False)


def _closing(screen: Console, comparison: Comparison, batch: Batch, out: Path) -> None:
    n = len(comparison.seeds)
    if n == 1:
        screen.print("One simulated city only, so no ranges are given; --seeds 10 gives them.")
    else:
        screen.print(
            f"Ranges: 95 % of the mean of {n} simulated cities; luck only, not doubts about assumptions."
        )
    if batch.stopped:
        screen.print("Stopped; the runs that were finished are kept.")
    screen.print(f"A thinking tool, not a forecast. Results: {out}", markup=False)


def _batch(batch: Batch) -> dict[str, Any]:
    failed = [{"scenario": run.plan, "seed": run.seed, "error": run.error} for run in batch.failed]
    return {"stopped": batch.stopped, "failed": failed}


def _side(comparison: Comparison, side: Side) -> dict[str, Any]:
    from experiments.words import paragraph
    from sim.registry import registry

    known = registry().indicators
    price = side.price.each
    worst = side.worst
    return {
        "name": side.name, "title": side.plan.title, "hash": side.plan.scenario.hash,
        "months": side.plan.scenario.months, "residents": side.plan.scenario.residents,
        "sentence": paragraph(comparison, side),
        "indicators": {
            name: {**_estimate(level), "unit": known[name].unit if name in known else "",
                   "difference": _estimate(side.effects[name].difference) if name in side.effects else None}
            for name, level in side.levels.items()
        },
        "constraints": {name: _estimate(share) for name, share in side.constraints.items()},
        "worst_group": None if worst is None else {"label": worst.label, **_estimate(worst.share)},
        "cost_usd": _estimate(side.cost),
        "cost_per_added_person_usd": {"reason": side.price.reason} if price is None else _estimate(price),
    }  # fmt: skip


def _estimate(known: Estimate) -> dict[str, Any]:
    """NaN has no place in JSON: what is not known is null."""
    numbers = {"mean": known.mean, "low": known.low, "high": known.high}
    return {
        name: value if value == value and abs(value) != float("inf") else None
        for name, value in numbers.items()
    }


def _say(data: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    sys.stdout.flush()
