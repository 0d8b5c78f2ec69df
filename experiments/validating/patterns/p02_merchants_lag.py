"""Pattern 2: merchants follow residents."""

from __future__ import annotations

import numpy as np

from experiments.validating.lives import Lives, eve
from experiments.validating.pattern import Band, Measured, Pattern
from sim.scenario import load_scenario
from sim.tables import Array


def halfway(series: Array) -> int:
    """First month in which a series has reached half of its last value."""
    return int(np.argmax(series >= series[-1] / 2))


def measure(lives: Lives) -> Measured:
    """When each side of the market is half-way, and how much of what is paid goes to shops."""
    pix = load_scenario("pix")
    life = lives.of(pix)
    people, shops, share = (
        life.indicator(name)[eve(pix) :] for name in ("payments", "merchants", "merchant_share")
    )
    figures = {
        "lag": float(halfway(shops) - halfway(people)),
        "start": float(share[2:5].mean()),
        "year_4": float(share[48]),
    }
    lines = {"adults who pay digitally": people, "businesses that accept": shops, "payments to shops": share}
    return Measured(figures, lines)


PATTERN = Pattern(
    2, "Shops follow people, and payments to shops start small",
    "Banco Central do Brasil (Pix, payments from persons to businesses)",
    (Band("lag", "Months from residents' half-way point to merchants'", 3, 24, "months"),
     Band("start", "Payments that go to shops, months 2 to 4", 0.05, 0.15),
     Band("year_4", "Payments that go to shops, month 48", 0.40, 0.60)),
    measure, "share",
)  # fmt: skip
