"""Pattern 12: competition lowers the price in procurement."""

from __future__ import annotations

from experiments.validating.lives import Lives
from experiments.validating.pattern import Band, Measured, Pattern
from sim.mechanisms.procurement import competitive_price
from sim.registry import registry

FEW, MANY = 2.5, 5.0


def measure(lives: Lives) -> Measured:
    """Change of the price when the number of bidders doubles; no city is needed to know."""
    elasticity = registry().params["procurement.elasticity"].default
    return Measured({"change": float(competitive_price(MANY, FEW, elasticity) - 1)})


PATTERN = Pattern(
    12, "Twice as many bidders lower the price by about nine per cent",
    "European Commission: elasticity of the price to the number of bidders -0.136",
    (Band("change", "Change of the price when bidders double", -0.12, -0.06, "relative change"),),
    measure, one_city=True,
)  # fmt: skip
