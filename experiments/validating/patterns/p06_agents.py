"""Pattern 6: four times as many agents bring many more users, where money can only come as cash."""

from __future__ import annotations

from collections.abc import Mapping

from experiments.validating.lives import Lives
from experiments.validating.pattern import Band, Measured, Pattern
from sim.scenario import Scenario, scenario_from_dict

START, LATER = 24, 24
AGENTS = {"use": "agent_network", "months": [START], "times": 4.0}
SCARCE = {"extends": "few-agents"}
BANKED = {"city": "recife"}


def plan(base: Mapping[str, object], name: str, **more: object) -> Scenario:
    """The base until two years after the agents came."""
    return scenario_from_dict({**base, "months": START + LATER, **more}, name)


def measure(lives: Lives) -> Measured:
    """Users added two years after the number of agents is multiplied by four.

    The evidence is of mobile money: any phone pays, wages come in cash, banks are not linked, agents are
    few. Where most adults have a bank account that payments draw on, agents should hardly matter.
    """
    found = {}
    for name, base in (("scarce", SCARCE), ("banked", BANKED)):
        found[name, 1] = lives.of(plan(base, f"{name}-as-before")).indicator("payments")
        found[name, 4] = lives.of(plan(base, f"{name}-agents", policies=[AGENTS])).indicator("payments")
    return Measured(
        {"gained": float(found["scarce", 4][-1] - found["scarce", 1][-1]),
         "banked": float(found["banked", 4][-1] - found["banked", 1][-1])},
        {"few agents": found["scarce", 1], "four times as many": found["scarce", 4]},
    )  # fmt: skip


PATTERN = Pattern(
    6, "Four times as many agents bring many more users where money can only come as cash",
    "Safaricom and Central Bank of Kenya: agents and users of M-Pesa, 2008 to 2010",
    (Band("gained", "Users added in 24 months, few agents and no bank accounts", 0.15, 0.35, "points"),
     Band("banked", "Users added where five adults in six have a bank account", -0.02, 0.02, "points")),
    measure, "adults who pay digitally, share",
)  # fmt: skip
