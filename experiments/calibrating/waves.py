"""History matching: look everywhere, rule out, look closer at what is left; wave by wave.

Each wave runs some draws in all cases. Surfaces through all runs so far (emulator.py) then foretell
thousands of new places, those that the measurements rule out are dropped, and the next wave is taken
from the rest: half from places spread over the whole cube, half from near the best draws. What counts
in the end is what the model itself said, never the emulator.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from experiments.calibrating.cases import Case
from experiments.calibrating.design import around, spread
from experiments.calibrating.emulator import fit
from experiments.calibrating.study import Study
from sim.registry import registry
from sim.tables import Array

CANDIDATES = 4096
"""Places looked at with the emulator in each of the two ways."""
ELITE = 0.1
"""The share of all draws so far around which the search goes on."""
FEWEST = 12
EDGE = 0.005
"""Shares nearer to 0 or 1 count as this near on the logit scale."""
DIGITS = 6
"""Digits to which foretold implausibilities are compared, so that rounding of sums decides nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Every draw so far, what the model said, and which are plausible.

    `implausible` is draws × series over all cases; `kept` are rows of plausible draws, best first.
    """

    study: Study
    draws: Array
    modelled: dict[str, Array]
    implausible: Array
    cutoff: float
    keep: int

    @property
    def worst(self) -> Array:
        """The implausibility of every draw: the largest over all series."""
        worst: Array = self.implausible.max(axis=1)
        return worst

    @property
    def kept(self) -> Array:
        """The plausible draws, the least implausible first, at most `keep` of them."""
        order = np.argsort(self.worst, kind="stable")
        kept: Array = order[self.worst[order] <= self.cutoff][: self.keep]
        return kept

    @property
    def best(self) -> int:
        """The draw that misses least."""
        return int(np.argmin(self.worst))

    @property
    def medoid(self) -> int:
        """The place in `kept` of the member with the least sum of distances to all others."""
        x = self.draws[self.kept]
        far = np.sqrt(((x[:, None, :] - x[None, :, :]) ** 2).sum(axis=2)).sum(axis=1)
        return int(np.argmin(np.round(far, DIGITS)))

    def errors(self, rows: Array) -> dict[str, Array]:
        """Mean absolute error by case: rows × series."""
        return {case.name: case.errors(self.modelled[case.name][rows]) for case in self.study.cases}


def search(
    study: Study, *, draws: int, waves: int, cutoff: float, keep: int, stage: str = "",
    told: Callable[[int, Outcome], None] = lambda wave, outcome: None,
) -> Outcome:  # fmt: skip
    """The outcome of some waves of `draws` each; `told` hears of every one. Raises `Interrupted`."""
    if not study.luck:
        study.measure_luck()
    new = spread(draws, len(study.sides), study.seed)
    x = np.zeros((0, len(study.sides)))
    y = {case.name: np.zeros((0, case.points)) for case in study.cases}
    outcome = Outcome(study, x, y, np.zeros((0, 1)), cutoff, keep)
    for wave in range(1, waves + 1):
        modelled = study.run(new, f"{stage}wave-{wave}")
        x = np.vstack([x, new])
        y = {name: np.vstack([y[name], modelled[name]]) for name in y}
        parts = [case.implausibility(y[case.name], study.luck[case.name]) for case in study.cases]
        outcome = Outcome(study, x, y, np.hstack(parts), cutoff, keep)
        told(wave, outcome)
        if wave < waves:
            new = _next(outcome, draws, wave)
    return outcome


def _next(outcome: Outcome, number: int, wave: int) -> Array:
    """The draws of the next wave: what the emulator does not rule out, from near and far."""
    study = outcome.study
    seed = study.seed * 1000 + wave
    elite = np.argsort(outcome.worst, kind="stable")[: max(FEWEST, int(ELITE * len(outcome.draws)))]
    pools = (
        spread(CANDIDATES, len(study.sides), seed),
        around(outcome.draws[elite], CANDIDATES, seed),
    )
    foretold = np.max([_foretold(outcome, case, np.vstack(pools)) for case in study.cases], axis=0)
    far, near = np.split(foretold, 2)
    many = int((far <= outcome.cutoff).sum())
    wide = min(number // 2, many)
    return np.vstack([
        pools[0][np.argsort(far, kind="stable")[:wide]],
        pools[1][np.argsort(near, kind="stable")[: number - wide]],
    ])  # fmt: skip


def _foretold(outcome: Outcome, case: Case, candidates: Array) -> Array:
    """The implausibility that the emulator expects of each candidate in one case."""
    sides = outcome.study.columns(case.name)
    surfaces = fit(outcome.draws[:, sides], stretched(case, outcome.modelled[case.name]))
    expected = surfaces.at(candidates[:, sides])
    target = stretched(case, case.measured[None, :])[0]
    spread_of = np.sqrt(case.doubt**2 + outcome.study.luck[case.name]) * slope(case)
    off = (expected - target) ** 2 / (spread_of**2 + surfaces.error**2)
    series = [off[:, case.member == k].mean(axis=1) for k in range(len(case.series))]
    return np.round(np.sqrt(np.max(series, axis=0)), DIGITS)


def _share(case: Case) -> Array:
    """Which points are shares: these are stretched by the logit, all others by the logarithm."""
    share = [
        series.base_month is None and registry().indicators[series.name].unit.startswith("share")
        for series in case.series
    ]
    return np.array(share)[case.member]


def stretched(case: Case, y: Array) -> Array:
    """Values on a scale on which curves that saturate are nearly straight."""
    inside = np.clip(np.nan_to_num(y, nan=0.0), EDGE, 1 - EDGE)
    return np.where(_share(case), np.log(inside / (1 - inside)), np.log(np.maximum(np.nan_to_num(y), 1e-4)))


def slope(case: Case) -> Array:
    """The steepness of that scale at the measured points."""
    inside = np.clip(case.measured, EDGE, 1 - EDGE)
    steep: Array = np.where(_share(case), 1 / (inside * (1 - inside)), 1 / np.maximum(case.measured, 1e-4))
    return steep
