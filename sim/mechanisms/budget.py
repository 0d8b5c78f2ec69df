"""A yearly budget for policies."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import City, Column

NO_LIMIT = 1e12


class Budget(Mechanism):
    """What policies may spend in a year; what the budget does not cover is not done, and is shown.

        purse' = yearly + min(purse, 0)      in the first month of every year of the run

    Policies are paid in the order in which the scenario lists them. One starts once its first month
    can be paid in full; from then on it gets what is left of the month's share of the purse, and does
    as much less as it is paid less. What it wants is taken from its last bill, or tried out on a copy of
    the city where that bill paid for less than half of it. What a month overspends is missing later; what a year does not
    spend lapses. Contracts with vendors, enrolments and the answer to crises are obligations: they
    are paid first and do not count. `undone` is what the policies in force would have cost on top.

    Source: definition.
    """

    phase = Phase.SHOCK
    order = 0
    columns = (
        Column("government.budgeted", np.bool_, "A budget limits policies", "yes/no", start=0),
        Column("government.purse", np.float64, "Left of the year's budget for policies", "US$", start=0),
        Column("government.undone", np.float64, "Spending on policies that the budget does not cover",
               "US$/month", start=0, monthly=True),
    )  # fmt: skip
    yearly = Param(
        NO_LIMIT, unit="US$/year", bounds=(0, NO_LIMIT), role="lever",
        label="Budget for policies; 1,000,000,000,000 means no limit", source="policy choice",
    )  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """Refill the purse in the first month of a year."""
        g = city.government
        g.budgeted[0] = p.yearly < NO_LIMIT
        if (city.month - 1) % 12 == 0 and g.budgeted[0]:
            g.purse[0] = p.yearly + min(float(g.purse[0]), 0.0)
