"""Pattern 6: four times as many agents bring many more users."""

from __future__ import annotations

from typing import Any

from experiments.validating.lives import Lives
from experiments.validating.pattern import Band, Measured, Pattern
from sim.scenario import scenario_from_dict

START, LATER = 12, 24
AGENTS = {"use": "agent_network", "months": [START], "times": 4.0}


def measure(lives: Lives) -> Measured:
    """Users added two years after the number of agents is multiplied by four."""
    plan: dict[str, Any] = {"city": "marenga", "months": START + LATER}
    before = lives.of(scenario_from_dict(plan, "as-before")).indicator("payments")
    after = lives.of(scenario_from_dict({**plan, "policies": [AGENTS]}, "agents")).indicator("payments")
    return Measured(
        {"gained": float(after[-1] - before[-1])}, {"agents as before": before, "four times as many": after}
    )


PATTERN = Pattern(
    6, "Four times as many agents bring many more users",
    "Safaricom and Central Bank of Kenya: agents and users of M-Pesa, 2008 to 2010",
    (Band("gained", "Users added in 24 months", 0.15, 0.35, "points"),),
    measure, "adults who pay digitally, share",
)  # fmt: skip
