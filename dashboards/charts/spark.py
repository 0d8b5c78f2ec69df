"""A line per plan in the height of two lines of text, for the strip that stays beside the levers."""

from __future__ import annotations

import numpy as np

from dashboards.charts.figure import place_of
from dashboards.charts.lines import path
from dashboards.charts.look import Theme
from experiments.comparing.compare import Comparison
from sim.tables import Array

WIDTH, HEIGHT = 80, 36
POINTS = 24
TENS = 20  # the top of the drawing is a multiple of it, so that it seldom changes while a lever moves


def spark(comparison: Comparison, chosen: int, colors: Theme) -> list[dict[str, object]]:
    """The outcome of every plan as a line of an SVG of `WIDTH` by `HEIGHT`; the chosen plan's is the last, on top."""
    sides = sorted(comparison.sides, key=lambda side: place_of(side) == chosen)
    means = [path(side, comparison.outcome)[0] for side in sides]
    top = TENS * np.ceil(max(float(np.nanmax(mean, initial=1.0)) for mean in means) / TENS)
    looks = [colors.look(place_of(side)).color for side in sides]
    return [
        {"points": points(mean / top), "color": color, "own": place_of(side) == chosen}
        for side, mean, color in zip(sides, means, looks, strict=True)
    ]


def points(parts: Array) -> str:
    """The corners of a line from left to right; `parts` run from 0 at the bottom to 1 at the top."""
    months = np.unique(np.linspace(0, len(parts) - 1, POINTS).round().astype(int))
    known = months[np.isfinite(parts[months])]
    across = known / max(1, len(parts) - 1) * WIDTH
    down = (1 - parts[known]) * HEIGHT
    return " ".join(f"{x:.0f},{y:.1f}" for x, y in zip(across, down, strict=True))
