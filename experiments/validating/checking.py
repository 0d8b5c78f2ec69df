"""The patterns in several simulated cities: what each showed, and which bands are missed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.comparing.stats import Estimate, estimate
from experiments.validating.lives import Lives
from experiments.validating.pattern import Band, Measured, Pattern
from sim.tables import Array

type Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of one pattern: its figures over the cities, and the mean of its lines by month."""

    pattern: Pattern
    figures: dict[str, Estimate]
    inside: dict[str, int]
    cities: int
    lines: dict[str, Array]

    @property
    def missed(self) -> tuple[Band, ...]:
        """The bands that the mean over the cities lies outside of."""
        return tuple(b for b in self.pattern.bands if not b.holds(self.figures[b.name].mean))


def check(
    patterns: Sequence[Pattern], seeds: Sequence[int], parameters: Mapping[str, float] | None = None,
    told: Told = lambda text: None,
) -> list[Shown]:  # fmt: skip
    """Every pattern with every seed, in this process; `told` hears which one is being looked at.

    City by city, so that plans with the same people make them once. A pattern that one city answers
    is measured with the first seed only.
    """
    found: dict[int, list[Measured]] = {pattern.number: [] for pattern in patterns}
    for seed in seeds:
        lives = Lives(seed, parameters or {})
        for pattern in patterns:
            if pattern.one_city and seed != seeds[0]:
                continue
            told(f"Pattern {pattern.number}, city {seed}")
            found[pattern.number].append(pattern.measure(lives))
    return [_shown(pattern, found[pattern.number]) for pattern in patterns]


def _shown(pattern: Pattern, measured: Sequence[Measured]) -> Shown:
    figures = {b.name: estimate([m.figures[b.name] for m in measured]) for b in pattern.bands}
    inside = {b.name: sum(b.holds(m.figures[b.name]) for m in measured) for b in pattern.bands}
    labels = measured[0].lines
    lines = {label: np.mean([m.lines[label] for m in measured], axis=0) for label in labels}
    return Shown(pattern, figures, inside, len(measured), lines)
