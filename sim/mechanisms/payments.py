"""Who pays digitally, and what keeps the others from it."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.choice import AWARENESS, CONSTRAINTS
from sim.draws import Draws
from sim.kernels import over_rows
from sim.params import Param
from sim.payment_choice import Payers, Terms, choose_payments, payers, with_prompted
from sim.rules import Mechanism, Phase
from sim.tables import City, Column


class Payments(Mechanism):
    """Registered residents decide each month whether to pay digitally.

        V = base + skill·(skill − ½) + income·(rank − ½) + female·F + education·(schooling/2 − ½)
            + trust·(trust − ½) + working·W + peers·(share of contacts who pay digitally)
            + acceptance·(share of own shops that take it) + habit·H + paid·(income arrives digitally)
            − fee_weight·(fee − reward) + push
        pays = registered AND can reach the network AND (a bank account is linked OR an agent is near) AND V + ε > 0

    Money must get in and out: from a bank account, where the system is linked with banks, or as cash at an
    agent. An agent is near if the ease of reaching one times the share of trips that are served (see
    cash_agents.py) exceeds the least for which this resident goes, uniform in [0, 1) and fixed for life: of
    those who live where that product is .6, six in ten go.

    Trust is the mean of trust in government and in providers. A decision is taken with probability
    `rate` a month, and at once by those who have just registered themselves; the constraint recorded is the
    one met then: residents find out when they next try. A reward can outweigh the fee. `push` is what a cash crisis
    or a ban on cash adds.

    Sources: peers and acceptance are causal and large (Crouzet, Gupta & Mezzanotti 2023, Journal of
    Political Economy; Higgins 2024, American Economic Review); weights are medians of what
    fitted in an earlier model, and each parameter's source tells between which values that lay.
    """

    phase = Phase.CHOICE
    order = 20
    reads = (*(f"residents.{name}" for name in Payers._fields), "government.device_needed",
             "government.fee_waived", "government.agents_serve", "government.banks_linked",
             "government.skill_enough", "government.signing", "government.live_payments")  # fmt: skip
    writes = ("residents.stage_payments", "residents.prompted")
    columns = (
        Column("residents.barrier_payments", np.uint8, "What keeps the resident from paying digitally",
               "constraint", start=AWARENESS, codes=CONSTRAINTS, tally="stock"),
        Column("government.fee_waived", np.float64, "Share of the payment fee that is waived", "share", start=0,
               bounds=(0, 1), monthly=True),
        Column("government.payment_reward", np.float64, "Reward for a payment", "% of a payment", start=0,
               monthly=True),
        Column("government.payment_push", np.float64, "Pressure to pay digitally", "utils", start=0,
               monthly=True),
    )  # fmt: skip
    base = Param(-0.1, unit="utils", bounds=(-4, 2), role="uncertainty",
                 label="Appeal of digital payments in themselves",
                 source="fitted in an earlier model; median -0.08; 90 % of the fits lie between -0.60 "
                 "and 0.17")  # fmt: skip
    skill = Param(2.0, unit="utils", bounds=(0, 6), role="uncertainty", label="Weight of digital skill",
                  source="fitted in an earlier model; 90 % of the fits lie between 1.1 and 3.2")  # fmt: skip
    working = Param(1.0, unit="utils", bounds=(0, 2), role="uncertainty",
                    label="Shift for residents with work, who have more payments to make",
                    source="assumption: set so that those without work stand as in Global Findex 2017")  # fmt: skip
    income = Param(0.11, unit="utils", bounds=(0, 2), role="uncertainty", label="Weight of income rank",
                   source="fitted in an earlier model; 90 % of the fits lie between 0.11 and 0.61; lower end, as "
                   "income also decides who gets online")  # fmt: skip
    female = Param(-0.22, unit="utils", bounds=(-2, 1), role="uncertainty",
                   label="Shift for women, beyond access and skill",
                   source="fitted in an earlier model; 90 % of the fits lie between -0.39 and -0.06")  # fmt: skip
    education = Param(0.2, unit="utils", bounds=(0, 3), role="uncertainty", label="Weight of schooling",
                      source="fitted in an earlier model; median 0.41; 90 % of the fits lie between 0.02 and 0.81; "
                      "less than the median, as schooling also decides who has a phone and an account, and few under "
                      "18 have finished it")  # fmt: skip
    trust = Param(1.7, unit="utils", bounds=(0, 5), role="uncertainty", label="Weight of trust",
                  source="fitted in an earlier model; 90 % of the fits lie between 0.90 and 2.5")  # fmt: skip
    peers = Param(2.9, unit="utils", bounds=(0, 8), role="uncertainty",
                  label="Weight of contacts who pay digitally",
                  source="fitted in an earlier model; 90 % of the fits lie between 0.8 and 4.4")  # fmt: skip
    acceptance = Param(2.9, unit="utils", bounds=(0, 8), role="uncertainty",
                       label="Weight of shops that take digital payment",
                       source="fitted in an earlier model; 90 % of the fits lie between 1.0 and 3.8")  # fmt: skip
    habit = Param(1.0, unit="utils", bounds=(0, 4), role="uncertainty", label="Weight of habit",
                  source="fitted in an earlier model; 90 % of the fits lie between 0.4 and 1.7")  # fmt: skip
    paid = Param(0.5, unit="utils", bounds=(0, 3), role="uncertainty",
                 label="Weight of a wage or benefit that arrives in an account", source="assumption")  # fmt: skip
    fee = Param(1.0, unit="% of a payment", bounds=(0, 10), role="lever",
                label="Fee on a resident's payment", source="assumption")  # fmt: skip
    fee_weight = Param(0.3, unit="utils per %", bounds=(0, 2), role="uncertainty",
                       label="Weight of the fee", source="assumption")  # fmt: skip
    rate = Param(0.26, unit="1/month", bounds=(0.01, 1), role="uncertainty",
                 label="Chance of deciding afresh in a month",
                 source="fitted in an earlier model; 90 % of the fits lie between 0.10 and 0.38")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of decisions."""
        r, g = city.residents, city.government
        if not g.live_payments[0]:
            return
        fee = p.fee * (1 - float(g.fee_waived[0])) - float(g.payment_reward[0])
        terms = Terms(
            int(g.device_needed[0]), fee, float(g.payment_push[0]),
            float(g.skill_enough[0]), bool(g.banks_linked[0]), float(g.agents_serve[0]),
            float(g.signing[0]), city.shops.shape[1],
        )  # fmt: skip
        drawn = draw.below("payments.decide", len(r), p.rate)
        rows = with_prompted(draw.key("payments.decide"), p.rate, drawn, r.prompted)
        over_rows(choose_payments, rows.size, rows, p, terms, payers(r), r.stage_payments, r.barrier_payments)
