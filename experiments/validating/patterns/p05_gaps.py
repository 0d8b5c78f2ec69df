"""Pattern 5: gaps between groups hardly change in log-odds, and are humps in points."""

from __future__ import annotations

import numpy as np

from experiments.validating.lives import Lives
from experiments.validating.pattern import Band, Measured, Pattern
from sim.scenario import load_scenario, scenario_from_dict

UNTARGETED = {
    "city": "marenga",
    "months": 120,
    "residents": 20_000,
    "policies": [{"use": "instant_payments", "months": [1]}, {"use": "merchant_onboarding", "months": [1]}],
}
"""A rise in use that is aimed at nobody in particular."""
GAPS = {"logodds_women": (-0.70, -0.20), "logodds_poor": (-1.05, -0.50), "logodds_schooling": (-1.40, -0.80)}
LABELS = {"logodds_women": "women", "logodds_poor": "poorest 40 %", "logodds_schooling": "little schooling"}


def measure(lives: Lives) -> Measured:
    """Median log-odds gaps while 15 to 85 of 100 adults pay, and where the gap in points is widest."""
    life = lives.of(scenario_from_dict(UNTARGETED, "untargeted"))
    use = life.indicator("payments")
    between = (use > 0.15) & (use < 0.85)
    gaps = {name: life.indicator(name) for name in GAPS}
    figures = {name: float(np.median(gap[between])) for name, gap in gaps.items()}
    pix = lives.of(load_scenario("pix"))
    widest = int(np.argmin(pix.indicator("gap_income")))
    figures["peak"] = float(pix.indicator("payments")[widest])
    lines = {LABELS[name]: np.where(between, gap, np.nan) for name, gap in gaps.items()}
    return Measured(figures, lines)


PATTERN = Pattern(
    5, "Gaps between groups hardly change in log-odds, and are humps in points",
    "World Bank Global Findex 2014, 2017 and 2021, about 380 country-waves",
    (*(Band(name, f"Log-odds gap of {LABELS[name]}, median", low, high, "log-odds")
       for name, (low, high) in GAPS.items()),
     Band("peak", "Use when the gap in points is widest", 0.35, 0.65)),
    measure, "log-odds gap in paying digitally, while 15 to 85 of 100 do",
)  # fmt: skip
