"""Pattern 3: each user makes paying worth more to the others."""

from __future__ import annotations

from experiments.validating.lives import Lives
from experiments.validating.pattern import Band, Measured, Pattern
from sim.scenario import Scenario, load_scenario, with_parameters

ALONE = {"payments.peers": 0.0, "payments.acceptance": 0.0}
"""Nobody minds what contacts do or shops take."""


def without_network(scenario: Scenario) -> Scenario:
    """The same plan for people on whom neither peers nor acceptance have any influence."""
    return with_parameters(scenario, ALONE)


def measure(lives: Lives) -> Measured:
    """Users lost four years after the launch when both influences are switched off."""
    pix = load_scenario("pix")
    whole = lives.of(pix).indicator("payments")
    alone = lives.of(without_network(pix)).indicator("payments")
    return Measured(
        {"lost": float(1 - alone[48] / whole[48])},
        {"with peers and acceptance": whole, "without": alone},
    )


PATTERN = Pattern(
    3, "Without peers and acceptance far fewer pay digitally",
    "Crouzet, Gupta and Mezzanotti, Journal of Political Economy 2023: 45 % lower without complementarities",
    (Band("lost", "Users lost without peers and acceptance, month 48", 0.30, 0.60),),
    measure, "adults who pay digitally, share",
)  # fmt: skip
