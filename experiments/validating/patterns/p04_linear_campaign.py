"""Pattern 4: a campaign enrols along a straight line while its kits are the limit."""

from __future__ import annotations

import numpy as np

from experiments.validating.lives import Lives
from experiments.validating.pattern import Band, Measured, Pattern
from sim.scenario import scenario_from_dict

CAMPAIGN = {"use": "id_campaign", "months": [1], "kits": 15}
LOW, HIGH = 0.15, 0.75
"""Between these shares of adults the line is judged."""
ENOUGH = 12
"""Months that must lie between, for a straight line to mean anything."""


def measure(lives: Lives) -> Measured:
    """R² of enrolment against time between 15 and 75 % of adults."""
    plan = scenario_from_dict({"city": "marenga", "months": 60, "policies": [CAMPAIGN]}, "campaign")
    enrolled = lives.of(plan).indicator("id_enrolled")
    months = np.flatnonzero((enrolled > LOW) & (enrolled < HIGH))
    fits = months.size >= ENOUGH
    r2 = float(np.corrcoef(months, enrolled[months])[0, 1] ** 2) if fits else float("nan")
    return Measured({"r2": r2}, {"adults enrolled": enrolled})


PATTERN = Pattern(
    4, "Campaign enrolment is a straight line while capacity binds",
    "UIDAI, PSA and NIMC counts: R² .993 (Aadhaar), .988 (PhilSys), .995 (Nigeria)",
    (Band("r2", "R² of a straight line from 15 to 75 % of adults", 0.97, 1.0, "R²"),),
    measure, "adults enrolled, share",
)  # fmt: skip
