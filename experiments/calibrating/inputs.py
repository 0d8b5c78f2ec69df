"""What was typed for a calibration, checked and turned into a study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from experiments.calibrating.cases import Doubt, case_of
from experiments.calibrating.priors import SHORT_LIST, priors_of
from experiments.calibrating.study import Study
from experiments.running.inputs import plans_of
from experiments.running.runner import Plan
from sim.errors import DPICityError, nearest
from sim.registry import registry
from sim.scenario.points_file import with_points

MOST_DRAWS, MOST_WAVES = 100_000, 50


@dataclass(frozen=True, slots=True)
class Search:
    """The options of a calibration, as typed."""

    cases: Sequence[str]
    draws: int
    waves: int
    residents: int
    seed: int
    only: Sequence[str]
    also: Sequence[str]
    within: Sequence[str]
    observed: Path | None
    observation: float
    discrepancy: Sequence[str]
    cutoff: float
    keep: int
    shared_only: bool = False


def checked(
    search: Search, out: Path | None, name: str | None, workers: int | None, command: str
) -> tuple[Study, str]:  # fmt: skip
    """The study that the options mean, and a title for its set; `DPICityError` for what cannot be meant."""
    for word, value, low, high in (
        ("draws", search.draws, 8, MOST_DRAWS), ("waves", search.waves, 1, MOST_WAVES),
        ("cutoff", search.cutoff, 0.1, 100), ("keep", search.keep, 1, 10_000), ("seed", search.seed, 0, 2**31),
        ("observation", search.observation, 0.0, 1.0),
    ):  # fmt: skip
        if not low <= value <= high:
            raise DPICityError(f"--{word} {value:g}: give a number from {low:,g} to {high:,g}.")
    plans = observed_plans(search.cases, search.observed, search.residents)
    if search.shared_only:
        plans = [replace(plan, scenario=replace(plan.scenario, case_parameters=())) for plan in plans]
    ranges = ranges_of(search.within)
    shared = priors_of([*(search.only or SHORT_LIST), *search.also], ranges)
    unused = sorted(
        set(ranges) - {p.name for p in shared} - {k for p in plans for k in p.scenario.case_parameters}
    )
    if unused:
        raise DPICityError(
            f"--range {unused[0]}: this parameter is not fitted. Add it with --also {unused[0]}."
        )
    cases = tuple(case_of(plan, doubt_of(search), shared, ranges) for plan in plans)
    stem = name or "+".join(case.name for case in cases)
    folder = out or Path("results") / "calibrated" / stem
    title = "Parameters that fit " + ", ".join(plan.title for plan in plans)
    return Study(cases, tuple(shared), folder, search.seed, workers, command), title


def observed_plans(names: Sequence[str], observed: Path | None, residents: int | None) -> list[Plan]:
    """Plans with measured points: their own, or those of a CSV, which goes with one plan only."""
    plans = plans_of(names, residents=residents)
    if observed is None:
        return plans
    if len(plans) > 1:
        raise DPICityError("--observed goes with one case. Calibrate the others from their own points.")
    return [replace(plan, scenario=with_points(plan.scenario, observed)) for plan in plans]


def ranges_of(given: Sequence[str]) -> dict[str, tuple[float, float]]:
    """`payments.base=-1,1` and the like, by name."""
    found: dict[str, tuple[float, float]] = {}
    for text in given:
        key, equals, pair = text.partition("=")
        try:
            low, high = (float(part) for part in pair.split(","))
        except ValueError:
            equals = ""
            low = high = 0.0
        if not equals:
            raise DPICityError(f"--range {text}: write a name and two numbers, such as payments.base=-1,1.")
        found[key.strip()] = (low, high)
    return found


def doubt_of(search: Search) -> Doubt:
    """How far off counts as far; a bare number is for every series, `payments=0.05` for one."""
    general, own = Doubt().discrepancy, {}
    known = registry().indicators
    for text in search.discrepancy:
        series, equals, number = text.rpartition("=")
        try:
            value = float(number)
        except ValueError:
            value = -1.0
        if not 0 <= value <= 10:
            raise DPICityError(f"--discrepancy {text}: write a number such as 0.05, or payments=0.05.")
        if equals and series not in known:
            raise DPICityError(
                f"--discrepancy {text}: '{series}' is not an indicator; {nearest(series, known)}"
            )
        if equals:
            own[series] = value
        else:
            general = value
    return Doubt(search.observation, general, own=own)
