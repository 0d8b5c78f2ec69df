"""Pattern 10: a price of nothing hardly moves those who do not pay digitally."""

from __future__ import annotations

from typing import Any

from experiments.validating.lives import Lives
from experiments.validating.pattern import Band, Measured, Pattern
from sim.scenario import scenario_from_dict

PLAN: dict[str, Any] = {"city": "marenga", "months": 60}


def measure(lives: Lives) -> Measured:
    """The most users that a fee of zero adds in any month to a fee of one per cent."""
    priced, free = (
        lives.of(scenario_from_dict({**PLAN, "parameters": {"payments.fee": fee}}, f"fee-{fee:g}"))
        for fee in (1.0, 0.0)
    )
    with_fee, without = priced.indicator("payments"), free.indicator("payments")
    return Measured(
        {"gained": float((without - with_fee).max())}, {"with a fee": with_fee, "without a fee": without}
    )


PATTERN = Pattern(
    10, "Price alone hardly moves those who do not pay digitally",
    "randomised trial with dormant users: no effect of fees",
    (Band("gained", "Most users added in any month by a fee of zero", 0.0, 0.03, "points"),),
    measure, "adults who pay digitally, share",
)  # fmt: skip
