"""An ID for those whose papers are missing or foreign."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws, standing_first
from sim.kernels import kernel
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import Array, City, Column


@kernel
def open_door(
    queue: Array, accepted: float, documents: Array, aimed: Array, identity: Array, waived: Array, offer: Array
) -> int:  # fmt: skip
    """Waive the papers of the share `accepted` of those without; returns how many took up last month's offer."""
    checked, without, missing = 0, 0, np.empty(offer.size, np.bool_)
    for i in range(offer.size):
        checked += offer[i] & (identity[i] > 0)
        missing[i] = not documents[i]
        without += missing[i]
        offer[i] = False
    for row in standing_first(queue, missing, int(accepted * without)):
        waived[row] |= aimed[row]
        offer[row] = aimed[row] & (identity[row] == 0)
    return checked


class DocumentsLight(Policy):
    """Offices take a refugee card, an expired paper or a witness in place of the usual papers.

    Eligible: residents without papers; aim it at "migrants and undocumented" to leave out others.
    Reached:  the share `accepted` of them has some such proof, the same people for life.
    Effect:   papers are no gate to enrolment for them; they still have to come, and to be served.
    Cost:     `extra` for checking each of them, booked in the month after enrolment.

    Source: that half could otherwise prove who they are, and nine in ten then, is an assumption.
    """

    reads = ("residents.documents", "residents.identity")
    writes = ("residents.papers_waived",)
    columns = (
        Column("residents.light_offer", np.bool_, "Could enrol last month on other proof", "yes/no", start=0),
    )  # fmt: skip
    components = ("identity",)
    changes = ("gap_id_migrants", "higher")
    side_effects = "Some enrol twice under two names; a register of the undocumented can be misused."
    accepted = Param(0.8, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                     label="Residents without papers who have other proof", source="assumption")  # fmt: skip
    extra = Param(10.0, unit="US$/enrolment", bounds=(1, 60), role="uncertainty",
                  label="Extra cost of checking other proof", source="assumption: 5-15 each")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """Pay for last month's checks, then open the door again."""
        r = city.residents
        taken_up = open_door(draw.queue(f"{aim.stream}.proof", len(r)), aim.strength * p.accepted, r.documents,
                             aim.residents, r.identity, r.papers_waived, r.light_offer)  # fmt: skip
        checked = taken_up * city.weight
        return (Spend("credentials", checked * p.extra, units=checked),)
