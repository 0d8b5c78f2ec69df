"""What a calibration says: while it runs, and when it is done."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from experiments.calibrating.posterior import error_lines, in_points
from experiments.calibrating.waves import Outcome
from experiments.running.tally import Tally
from experiments.telling.numbers import plain
from sim.tables import Array

if TYPE_CHECKING:
    from rich.console import Console

SAY_EVERY = 5.0
"""Seconds between two words about the runs."""
ENOUGH = 10
"""Runs before a word about the time left; the first ones also load the rules."""
FITS = 5.0
"""Mean absolute error, in points, that a set should stay under in every case."""


class Progress:
    """Says how many of all runs are done, and about how long the rest takes."""

    def __init__(self, out: Console, runs: int) -> None:
        self.out, self.runs = out, runs
        self.before, self.made, self.began, self.said = 0, 0, time.monotonic(), time.monotonic()

    def __call__(self, what: str, tally: Tally) -> None:
        """Take note of a run; speak now and then."""
        now = time.monotonic()
        if what == "end":
            self.before += tally.ended
            self.made += tally.done
        elif now - self.said > SAY_EVERY:
            self.said = now
            ended, made = self.before + tally.ended, self.made + tally.done
            left = (now - self.began) / max(made, 1) * (self.runs - ended)
            told = f", about {length(left)} left" if made >= ENOUGH else ""
            self.out.print(f"{ended:,} of {self.runs:,} runs{told}", markup=False)


def length(seconds: float) -> str:
    """A time as people say it."""
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def wave_line(wave: int, waves: int, outcome: Outcome) -> str:
    """Wave 2 of 4: 400 draws so far, 31 plausible; the best has an implausibility of 2.1."""
    plausible = int((outcome.worst <= outcome.cutoff).sum())
    best = float(outcome.worst.min())
    return (
        f"Wave {wave} of {waves}: {len(outcome.draws):,} draws so far, {plausible:,} plausible; "
        f"the best has an implausibility of {plain(best, 0.1)}."
    )


def summary(outcome: Outcome) -> list[str]:
    """How well the set fits: a line for each case, then one for each series."""
    row = outcome.kept[[outcome.medoid]]
    lines = [
        f"{name}: {plain(float(error[0]), 0.1)} points off on average on the fitted points, "
        f"{'within' if error[0] <= FITS else 'above'} {plain(FITS)}."
        for name, error in in_points(outcome, row).items()
        if np.isfinite(error[0])
    ]
    return [*lines, *(f"  {line}" for line in error_lines(outcome))]


def nearest_miss(outcome: Outcome) -> list[str]:
    """What the least implausible draw is, and which series rule it out."""
    best, study = outcome.best, outcome.study
    lines = [
        f"Nothing is plausible: of {len(outcome.draws):,} draws none stays under an implausibility of "
        f"{plain(outcome.cutoff, 0.1)} in every series. The nearest miss has {plain(outcome.worst[best], 0.1)}:"
    ]
    place = 0
    for case in study.cases:
        errors = case.errors(outcome.modelled[case.name][[best]])[0]
        for k, series in enumerate(case.series):
            bad = float(outcome.implausible[best, place])
            unit = "points" if series.in_points else "%"
            mark = "ruled out by" if bad > outcome.cutoff else "agrees with"
            lines.append(
                f"  {mark} {case.name}, {series.label}: {plain(float(errors[k]), 0.1)} {unit} off "
                f"(implausibility {plain(bad, 0.1)})"
            )
            place += 1
    values = {
        key: v
        for case in study.cases
        for key, v in study.values(outcome.draws[[best]], "", case.name)[0].items()
    }
    lines.append("  with " + ", ".join(f"{key} {value:g}" for key, value in values.items()))
    lines.append(
        "More waves, wider ranges (--range), more parameters (--also) or a larger --discrepancy may help; "
        "so may a closer look at the case."
    )
    return lines


def loss(outcome: Outcome, alone: Mapping[str, Outcome]) -> list[str]:
    """What sharing loses: the error of the shared set beside that of a set fitted to each case alone."""
    shared = in_points(outcome, _told_row(outcome))
    lines = []
    for name, single in alone.items():
        apart = float(in_points(single, _told_row(single))[name][0])
        lines.append(
            f"{name}: {plain(float(shared[name][0]), 0.1)} points off with the shared set{_whether(outcome)}, "
            f"{plain(apart, 0.1)} when fitted alone{_whether(single)}."
        )
    return lines


def _told_row(outcome: Outcome) -> Array:
    """The medoid of the set, or the nearest miss where there is no set."""
    return outcome.kept[[outcome.medoid]] if outcome.kept.size else np.array([outcome.best])


def _whether(outcome: Outcome) -> str:
    return "" if outcome.kept.size else " (nothing plausible; nearest miss)"
