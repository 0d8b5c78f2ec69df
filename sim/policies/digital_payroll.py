"""Salaries and benefits paid into accounts instead of in cash."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.city.columns import WORK
from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import Array, City, Column

FORMAL = WORK.index("formal work")


class DigitalPayroll(Policy):
    """Employers and agencies move salaries, pensions and welfare from cash to accounts.

    Eligible: formal workers (`salaries`) and recipients of benefits (`benefits`), as shares included.
    Reached:  a fixed share of each, in an order fixed for life; who has papers or an ID and no account
              is given one with chance `opening` a month.
    Effect:   chance `push` a month that their income moves to the account.
    Cost:     `payment` for each income that has moved since, every month.

    Source: cards for benefit recipients raised the cards of others by a fifth and acceptance by small
    shops by 18 % (Higgins 2024, American Economic Review); the pace here is an assumption.
    """

    reads = ("residents.work", "residents.benefits", "residents.paid_digitally", "residents.documents",
             "residents.identity")  # fmt: skip
    writes = ("residents.pay_push", "residents.banked")
    columns = (
        Column("residents.on_payroll", np.bool_, "Income was in cash when the programme began", "yes/no", start=0),
    )  # fmt: skip
    changes = ("payments", "higher")
    side_effects = (
        "Those far from a cash agent travel to reach their own money; those without papers are left out."
    )
    salaries = Param(1.0, unit="share", bounds=(0.0, 1.0), role="lever", label="Formal workers included",
                     source="policy choice")  # fmt: skip
    benefits = Param(1.0, unit="share", bounds=(0.0, 1.0), role="lever", label="Recipients of benefits included",
                     source="policy choice")  # fmt: skip
    push = Param(0.10, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                 label="Chance that an income moves in a month", source="assumption")  # fmt: skip
    opening = Param(0.05, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                    label="Chance of being given an account in a month", source="assumption")  # fmt: skip
    payment = Param(0.5, unit="US$/payment", bounds=(0.01, 5), role="uncertainty",
                    label="Cost of one payment into an account", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of pay days."""
        r = city.residents
        included = self._included(city, p, draw, aim)
        payroll, push = r.on_payroll, r.pay_push
        if aim.strength > 0:
            payroll |= included & ~r.paid_digitally
        push += included * np.float32(aim.strength * p.push)
        able = np.flatnonzero(included & ~r.banked & (r.documents | (r.identity > 0)))
        r.banked[able] = draw.uniform(f"{aim.stream}.account", able) < aim.strength * p.opening
        paid = np.count_nonzero(payroll & r.paid_digitally) * city.weight
        return (Spend("people", paid * p.payment, units=paid),)

    def _included(self, city: City, p: Any, draw: Draws, aim: Aim) -> Array:
        """Who is in the programme: the same people every month."""
        r = city.residents
        included = np.zeros(len(r), np.bool_)
        for kind, share, who in (
            ("salary", p.salaries, r.work == FORMAL),
            ("benefit", p.benefits, r.benefits),
        ):
            if share < 1:
                included[draw.choose(f"{aim.stream}.{kind}", who, share * np.count_nonzero(who))] = True
            else:
                included |= who
        return included & aim.residents
