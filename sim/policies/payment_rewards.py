"""Whoever pays digitally is paid for it."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class PaymentRewards(Policy):
    """Cash-back, scratch cards and bonuses for paying.

    Eligible: everyone.
    Reached:  all who pay digitally.
    Effect:   `reward`, in % of a payment, is taken off its fee, which can fall below zero (see payments);
              payments to people · (1 + extra · reward), made for the reward alone (see transactions).
    Cost:     reward · size for each digital payment, whether an app or a government bears it.

    Leaves out: bonuses for bringing in a friend, as Google paid in India, for want of a measured effect.

    Source: Google's Tez rewarded payments between people from 18 September 2017 (gadgets360.com 12/01/2018), and three
    months later half of UPI's payments were made with it (entrackr.com 08/2018). India's government paid 25 rupees for
    each of twenty payments a month from April to June 2018, and some sent money in circles for it
    (business-standard.com 05/07/2018).
    """

    reads = ("government.paid_people", "government.paid_shops")
    writes = ("government.payment_reward", "government.rewarded")
    components = ("payments",)
    changes = ("payments", "higher")
    side_effects = "Some pay to and fro for the reward, and stop when it does."
    reward = Param(1.0, unit="% of a payment", bounds=(0, 25), role="lever", label="Reward for a payment",
                   source="policy choice; near 1 for UPI in 2017/18 and 0.1 in 2019/20")  # fmt: skip
    extra = Param(0.3, unit="share per %", bounds=(0, 1), role="uncertainty",
                  label="Payments to people that are made for a reward of 1 %, relative to the others",
                  source="Agarwal et al. 2023 (ssrn 4510034): 32 % more spending by credit card with 1 % cash-back; "
                         "Clerkin & Hanson 2021: 19-20 % more debit payments")  # fmt: skip
    size = Param(10.0, unit="US$/payment", bounds=(0.1, 200), role="uncertainty",
                 label="Size of a payment that is rewarded", source="assumption; UPI 2017/18: 1,200 rupees")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of rewards."""
        g = city.government
        reward = aim.strength * p.reward
        g.payment_reward[0] += reward
        g.rewarded[0] += p.extra * reward
        payments = float(g.paid_people[0] + g.paid_shops[0])
        return (Spend("subsidies", reward / 100 * p.size * payments, units=payments),)
