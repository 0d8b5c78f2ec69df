"""An ID for those whose papers are missing or foreign."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City, Column


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
        checked = np.count_nonzero(r.light_offer & (r.identity > 0)) * city.weight
        missing = ~r.documents
        proof = aim.strength * p.accepted * np.count_nonzero(missing)
        admitted = np.zeros(len(r), np.bool_)
        admitted[draw.choose(f"{aim.stream}.proof", missing, proof)] = True
        admitted &= aim.residents
        waived = r.papers_waived
        waived |= admitted
        r.light_offer[:] = admitted & (r.identity == 0)
        return (Spend("credentials", checked * p.extra, units=checked),)
