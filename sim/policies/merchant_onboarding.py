"""Field teams bring a QR code to the counter, and the fee is waived."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws, standing_first
from sim.kernels import kernel
from sim.params import Param
from sim.rules import Aim, Policy, Spend, whole
from sim.tables import Array, City


@kernel
def visit(queue: Array, visits: int, aimed: Array, accepts: Array, onboarded: Array) -> int:
    """Set up the first in the queue who are aimed at and need it; returns how many they are."""
    eligible = np.empty(aimed.size, np.bool_)
    for i in range(aimed.size):
        eligible[i] = aimed[i] & (not onboarded[i]) & (not accepts[i])
    rows = standing_first(queue, eligible, visits)
    for row in rows:
        onboarded[row] = True
    return rows.size


class MerchantOnboarding(Policy):
    """Businesses are set up at the counter and pay no fee, or a lower one.

    Eligible: businesses that neither accept yet nor were helped before.
    Reached:  `visits` a month, in an order fixed for life.
    Effect:   the hassle of setting up is gone; the merchant fee is multiplied by 1 − waiver.
    Cost:     a kit per visit, and what processing the payments costs once nobody pays a fee.
    """

    reads = ("businesses.accepts", "government.paid_shops")
    writes = ("businesses.onboarded", "government.merchant_fee_waived")
    components = ("payments",)
    changes = ("merchants", "higher")
    side_effects = "Someone else pays for every payment, for as long as the fee is zero."
    visits = Param(1500, unit="businesses/month", bounds=(0, 50_000), role="lever",
                   label="Businesses visited in a month", source="policy choice")  # fmt: skip
    waiver = Param(1.0, unit="share", bounds=(0.0, 1.0), role="lever", label="Share of the fee waived",
                   source="policy choice; zero for UPI, low for Pix")  # fmt: skip
    kit = Param(6.0, unit="US$/business", bounds=(1, 60), role="uncertainty",
                label="Cost of a visit with a QR kit", source="assumption: QR kit 1-5 and an hour's work")  # fmt: skip
    processing = Param(0.0014, unit="US$/payment", bounds=(0.0, 0.05), role="uncertainty",
                       label="Cost of processing a merchant payment",
                       source="derived from India's incentive scheme: 0.0014 a merchant payment")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """Visit, waive, pay."""
        b, g = city.businesses, city.government
        places = whole(aim.strength * p.visits / city.weight, aim.months_on)
        queue = draw.queue(f"{aim.stream}.visit", len(b))
        visited = visit(queue, places, aim.businesses, b.accepts, b.onboarded) * city.weight
        waived = aim.strength * p.waiver
        g.merchant_fee_waived[0] = max(float(g.merchant_fee_waived[0]), waived)
        return (
            Spend("people", visited * p.kit, units=visited),
            Spend("central_it", waived * p.processing * float(g.paid_shops[0])),
        )
