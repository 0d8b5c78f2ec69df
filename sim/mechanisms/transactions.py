"""How many payments a digital payer makes, to people and to shops."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.choice import REGISTERED, USES
from sim.draws import Draws
from sim.kernels import equation, kernel, over_rows, total
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column


@equation
def grown(habit: float, learn: float, chances: float) -> float:
    """H + learn · chances · (1 − H): habit after a month in which a share `chances` could be digital."""
    return habit + learn * chances * (1.0 - habit)


@equation
def moved(occasions: float, first: float, habit: float) -> float:
    """occasions · (first + (1 − first) · H): payments that a user moves, where the other side takes part."""
    return occasions * (first + (1.0 - first) * habit)


@kernel
def pay(
    lo: int, hi: int, p: Any, activity: float, footfall: float, reach: float, shops: int, stage: Array, paid: Array,
    peers: Array, contacts: Array, accepting: Array, habit: Array, shop_habit: Array, to_people: Array, to_shops: Array,
) -> None:  # fmt: skip
    """Payments of each user this month, and the habits they leave.

    Everyone's are worked out, which is faster than asking first who is a user.
    """
    for i in range(lo, hi):
        uses = stage[i] == USES
        accepted = accepting[i] / shops
        share = peers[i] / max(contacts[i], 1)
        first = p.first if paid[i] else 0.0
        people = moved(activity * p.people, first, habit[i]) * reach
        shopping = moved(footfall * p.shopping, first, shop_habit[i]) * accepted
        to_people[i] = people if uses else 0.0
        to_shops[i] = shopping if uses else 0.0
        faded, shop_faded = habit[i] - p.fade * habit[i], shop_habit[i] - p.fade * shop_habit[i]
        habit[i] = grown(habit[i], p.learn, share) if uses else faded
        shop_habit[i] = grown(shop_habit[i], p.learn_shop, accepted) if uses else shop_faded


@kernel
def count_payable(stage: Array, banked: Array, linked: bool) -> int:
    """Residents who are registered, or have a bank account where banks are linked."""
    payable = 0
    for i in range(stage.size):
        payable += (stage[i] >= REGISTERED) | (banked[i] & linked)
    return payable


@kernel
def in_accounts(
    lo: int, hi: int, income: Array, banked: Array, to_people: Array, to_shops: Array, money: Array, digital: Array
) -> None:  # fmt: skip
    """The money in each resident's account, and the same times the payments made digitally."""
    for i in range(lo, hi):
        money[i] = income[i] if banked[i] else np.float32(0)
        digital[i] = money[i] * (to_people[i] + to_shops[i])


class Transactions(Mechanism):
    """A payer moves occasions to the phone as the other side takes part and as habit grows.

        to people = people · (first + (1 − first) · H) · (share of residents who can be paid)
        to shops  = shopping · (first + (1 − first) · H_shop) · (share of own shops that accept)
        H'      = H + learn · (share of contacts) · (1 − H)
        H_shop' = H_shop + learn_shop · (share of shops) · (1 − H_shop);     both fade without use
        first   = `first` where a wage or benefit arrives in an account, 0 where it arrives in cash

    Learning happens where there is a chance to practise, so paying shops starts late and then goes
    on growing for years: in Brazil payments per user tripled in the two years after most adults had
    used Pix once. Where income arrives in an account, part of what is paid was electronic before and moves at once;
    where it arrives in cash, all of it has to be learnt. So a city of wages in accounts starts high, and a city of
    wages in cash starts low and grows for longer. A person can be paid who is registered, using it or not, or
    who has a bank account where banks are linked (by its number; so in Pix and UPI, not in M-Pesa). Payments made
    for a reward alone (see payment rewards) come on top of those to people, and teach nothing. What is not
    paid digitally is taken out as cash: of the money in accounts, weighted by income, `account_cashless` never
    is. A crisis lowers activity, and footfall in shops further. Leaves out: cash that is avoided for fear of
    infection, as in Dutch shops of 2020 (Jonker et al. 2022): in Kazakhstan about as much was paid without cash in the
    two months before the pandemic as in its first two, and India's volume is met worse with it. Leaves out as well
    that a payment to a person is some three times as large as one at a shop (Kazakhstan 2020, India 2022):
    `account_cashless` counts occasions.

    Source: the form is an assumption; sizes and rates were chosen among some 250 on the volume of Pix and
    UPI and the share of shops in both, on the points that may be fitted.
    """

    phase = Phase.NEEDS
    order = 10
    reads = ("residents.stage_payments", "residents.peers_payments", "residents.contacts",
             "residents.accepting", "residents.banked", "residents.income", "residents.paid_digitally",
             "government.banks_linked", "government.live_payments")  # fmt: skip
    columns = (
        Column("residents.habit", np.float32, "Habit of paying people digitally", "share", start=0,
               bounds=(0, 1)),
        Column("residents.shop_habit", np.float32, "Habit of paying shops digitally", "share", start=0,
               bounds=(0, 1)),
        Column("residents.to_people", np.float32, "Payments to people this month", "payments", start=0),
        Column("residents.to_shops", np.float32, "Payments to shops this month", "payments", start=0),
        Column("government.registered", np.float64, "Residents who can be paid digitally", "share", start=0),
        Column("government.activity", np.float64, "Economic activity relative to normal", "ratio", start=1,
               monthly=True),
        Column("government.footfall", np.float64, "Visits to shops relative to normal, beyond activity", "ratio",
               start=1, monthly=True),
        Column("government.rewarded", np.float64, "Payments to people made for a reward alone, relative to the others",
               "share", start=0, monthly=True),
        Column("government.paid_people", np.float64, "Payments to people, real city", "payments/month",
               start=0),
        Column("government.paid_shops", np.float64, "Payments to shops, real city", "payments/month", start=0),
        Column("government.account_cashless", np.float64, "Money that leaves accounts other than as cash", "share",
               start=0, bounds=(0, 1)),
        Column("government.occasions", np.float64, "Payments of every kind, cash included, real city",
               "payments/month", start=0),
    )  # fmt: skip
    people = Param(27, unit="payments/month", bounds=(1, 100), role="uncertainty",
                   label="Payments to people a month, all ways of paying",
                   source="assumption; with shopping, between what Pix and UPI ask for")  # fmt: skip
    shopping = Param(45, unit="payments/month", bounds=(1, 150), role="uncertainty",
                     label="Payments to shops a month, all ways of paying",
                     source="assumption; with people, between what Pix and UPI ask for")  # fmt: skip
    first = Param(0.5, unit="share", bounds=(0, 1), role="uncertainty",
                  label="Payments that move at once, where income arrives in an account",
                  source="assumption")  # fmt: skip
    learn = Param(0.03, unit="1/month", bounds=(0, 1), role="uncertainty",
                  label="Growth of the habit of paying people", source="assumption")  # fmt: skip
    learn_shop = Param(0.024, unit="1/month", bounds=(0, 1), role="uncertainty",
                       label="Growth of the habit of paying shops", source="assumption")  # fmt: skip
    fade = Param(0.05, unit="1/month", bounds=(0, 0.5), role="uncertainty",
                 label="Fading of habit in a month without use", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of payments."""
        r, g = city.residents, city.government
        if not g.live_payments[0]:
            return
        g.registered[0] = count_payable(r.stage_payments, r.banked, bool(g.banks_linked[0])) / len(r)
        activity, footfall = float(g.activity[0]), float(g.activity[0] * g.footfall[0])
        over_rows(pay, len(r), p, activity, footfall, float(g.registered[0]), city.shops.shape[1],
                  r.stage_payments, r.paid_digitally, r.peers_payments, r.contacts, r.accepting, r.habit,
                  r.shop_habit, r.to_people, r.to_shops)  # fmt: skip
        meant = total(r.to_people) * city.weight
        rewarded = meant * float(g.rewarded[0])
        g.paid_people[0] = meant + rewarded
        g.paid_shops[0] = total(r.to_shops) * city.weight
        occasions = activity * p.people + footfall * p.shopping
        g.occasions[0] = occasions * city.adults + rewarded
        money, digital = np.empty(len(r), np.float32), np.empty(len(r), np.float32)
        over_rows(in_accounts, len(r), r.income, r.banked, r.to_people, r.to_shops, money, digital)
        spent = total(digital) / max(occasions, 1e-9)
        g.account_cashless[0] = spent / max(total(money), 1e-9)
