"""Pattern 8: trust falls fast and returns slowly."""

from __future__ import annotations

import numpy as np

from experiments.validating.lives import Lives
from experiments.validating.pattern import Band, Measured, Pattern
from sim.scenario import load_scenario, scenario_from_dict

MONTH = 60
BREACH = {"extends": "connect-first", "shocks": [{"use": "breach", "month": MONTH}]}


def measure(lives: Lives) -> Measured:
    """Trust and e-services after a breach, against the same city without one."""
    calm, leak = lives.of(load_scenario("connect-first")), lives.of(scenario_from_dict(BREACH, "breach"))
    trust = calm.indicator("trust"), leak.indicator("trust")
    loss = (trust[0] - trust[1]) / trust[0]
    users = calm.indicator("eservices"), leak.indicator("eservices")
    left = 1 - users[1] / np.maximum(users[0], 1e-9)
    half_life = int(np.argmax(loss[MONTH:] < loss[MONTH] / 2))
    figures = {"fall": float(loss[MONTH]), "half_life": float(half_life), "exit": float(left[MONTH + 6])}
    return Measured(figures, {"without a breach": trust[0], "with a breach": trust[1]})


PATTERN = Pattern(
    8, "Trust falls fast after a breach and returns slowly",
    "churn after breaches 3.4 to 3.9 % (Ponemon); the half-life is an expectation of the model description",
    (Band("fall", "Trust lost in the month of the breach, relative", 0.05, 0.25),
     Band("half_life", "Months until half of the loss is made good", 12, 36, "months"),
     Band("exit", "Users who left within six months, relative", 0.01, 0.06)),
    measure, "trust in government, mean",
)  # fmt: skip
