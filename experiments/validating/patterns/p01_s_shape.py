"""Pattern 1: payments of a new system grow along an S."""

from __future__ import annotations

from experiments.validating.lives import Lives, eve
from experiments.validating.pattern import Band, Measured, Pattern
from sim.scenario import load_scenario

SHARES = {13: 0.18, 25: 0.37, 37: 0.63, 49: 0.87}
"""Payments by month, the launch being month 1, relative to month 57."""
OFF = 0.08


def measure(lives: Lives) -> Measured:
    """Monthly payments in the Pix case, relative to month 57."""
    pix = load_scenario("pix")
    volume = lives.of(pix).indicator("payment_volume")[eve(pix) :]
    relative = volume / volume[57]
    return Measured({f"month_{m}": float(relative[m]) for m in SHARES}, {"payments a month": relative})


PATTERN = Pattern(
    1, "Payments of a new instant-payment system grow along an S",
    "Banco Central do Brasil, open data: Pix payments a month relative to month 57",
    tuple(Band(f"month_{m}", f"Payments in month {m}, relative to month 57", share - OFF, share + OFF)
          for m, share in SHARES.items()),
    measure, "payments a month, month 57 = 1",
)  # fmt: skip
