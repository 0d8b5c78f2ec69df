"""Banknotes run short overnight."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Shock
from sim.tables import City


class CashCrunch(Shock):
    """Without cash, paying digitally is worth a great deal more for a while.

        pressure to pay digitally + `push` utils, for `months`

    Habits and shops that took payment stay when the cash is back (Crouzet, Gupta & Mezzanotti 2023,
    Journal of Political Economy, on India in 2016). Those shut out of paying digitally gain nothing.
    Leaves out: what people lose who can neither pay in cash nor digitally.
    Source: 2.5 for three months is the starting specification's, an assumption.
    """

    writes = ("government.payment_push",)
    push = Param(2.5, unit="utils", bounds=(0, 10), role="uncertainty", label="Pressure to pay digitally",
                 source="assumption")  # fmt: skip
    months = Param(3, unit="months", bounds=(1, 24), role="uncertainty", whole=True,
                   label="Months without enough cash", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> None:
        """One month short of cash."""
        city.government.payment_push[0] += aim.strength * p.push

    @classmethod
    def duration(cls, p: Any) -> int:
        """How many months it lasts."""
        return int(p.months)
