"""Pattern 9: a pandemic empties shops for a while."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.validating.lives import Lives
from experiments.validating.pattern import Band, Measured, Pattern
from sim.scenario import scenario_from_dict

MONTH = 48
PLAN: dict[str, Any] = {"extends": "connect-first", "months": 60}
PANDEMIC = [{"use": "pandemic", "month": MONTH}]
BACK = 0.99
"""Payments are back when they reach this share of what they would have been."""


def measure(lives: Lives) -> Measured:
    """Payments and where they go, against the same city in good health."""
    calm = lives.of(scenario_from_dict(PLAN, "healthy"))
    ill = lives.of(scenario_from_dict({**PLAN, "shocks": PANDEMIC}, "pandemic"))
    volume = ill.indicator("payment_volume") / np.maximum(calm.indicator("payment_volume"), 1)
    shops = ill.indicator("merchant_share") - calm.indicator("merchant_share")
    below = np.flatnonzero(volume[MONTH:] < BACK)
    figures = {
        "fall": float(volume[MONTH] - 1),
        "back": float(below.max() + 1 if below.size else 0),
        "shops": float(shops[MONTH]),
    }
    return Measured(figures, {"payments relative to a healthy city": volume})


PATTERN = Pattern(
    9, "A pandemic empties shops, and payments are back within five months",
    "PhonePe Pulse (India), second quarter of 2020",
    (Band("fall", "Change of payments in the first month", -0.35, -0.15, "relative change"),
     Band("back", "Months until payments are back", 1, 5, "months"),
     Band("shops", "Change of the share paid to shops", -0.10, -0.05, "points")),
    measure, "payments with a pandemic ÷ without",
)  # fmt: skip
