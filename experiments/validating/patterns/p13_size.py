"""Pattern 13: the number of residents that are simulated does not matter."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.validating.lives import Lives
from experiments.validating.pattern import Band, Measured, Pattern
from sim.scenario import scenario_from_dict

PLAN: dict[str, Any] = {"extends": "connect-first", "months": 24}
SIZES = (5_000, 50_000, 500_000)
INDICATORS = ("payments", "id_active", "online", "smartphone")
TIED = 4
"""Households, districts and contacts tie residents together: about four to a household."""


def measure(lives: Lives) -> Measured:
    """The furthest that any share lies from that of half a million residents, in standard errors."""
    cities = [lives.of(scenario_from_dict({**PLAN, "residents": n}, f"size-{n}")) for n in SIZES]
    furthest = 0.0
    for name in INDICATORS:
        *shares, large = (float(city.indicator(name)[-1]) for city in cities)
        for share, size in zip(shares, SIZES, strict=False):
            error = np.sqrt(TIED * large * (1 - large) / size)
            furthest = max(furthest, float(abs(share - large) / error))
    lines = {f"{n:,} residents": city.indicator("payments") for n, city in zip(SIZES, cities, strict=True)}
    return Measured({"furthest": furthest}, lines)


PATTERN = Pattern(
    13, "The number of residents simulated does not matter",
    "a property of a sound simulation: 5,000, 50,000 and 500,000 residents agree",
    (Band("furthest", "Largest difference from 500,000 residents", 0.0, 3.0, "standard errors"),),
    measure, "adults who pay digitally, share", one_city=True,
)  # fmt: skip
