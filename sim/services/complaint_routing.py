"""Complaints sorted by AI and sent to whoever can mend it."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim
from sim.tables import Array, City
from sim.urban_service import DOMAINS, UrbanService, reads_of


class ComplaintRouting(UrbanService):
    """A photo of a broken street light reaches the right team the same day, and the sender sees what became of it.

    Eligible: anyone online.
    Reached:  the share `reach` of them, in an order fixed for life.
    Effect:   hours saved; answered complaints add `answered` · share of riders to what institutions of trust add.
    Cost:     `build` over the first year, `running` every month.

    Stands for: Traffy Fondue in Thailand. Source: assumption.
    """

    domain = DOMAINS[4]
    components = ("exchange", "assistant")
    serves = "every adult online"
    examples = ("traffy-fondue",)
    reads = reads_of(("exchange", "assistant"))
    writes = ("residents.rides", "government.service_hours", "government.institutions")
    side_effects = "Streets whose residents are online are mended first."
    reach = Param(0.3, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                  label="Share of those who could use it that do", source="assumption")  # fmt: skip
    hours = Param(0.5, unit="hours/user-month", bounds=(0.0, 40.0), role="uncertainty",
                  label="Hours it saves a user in a month", source="assumption")  # fmt: skip
    answered = Param(0.05, unit="share", bounds=(-0.2, 0.2), role="uncertainty",
                     label="Trust that answers to everybody's complaints would add", source="assumption")  # fmt: skip
    build = Param(300_000, unit="US$", bounds=(0, 50_000_000), role="uncertainty",
                  label="Building it", source="assumption")  # fmt: skip
    running = Param(20_000, unit="US$/month", bounds=(0, 2_000_000), role="uncertainty",
                    label="Running it", source="assumption")  # fmt: skip

    def help(self, city: City, p: Any, draw: Draws, aim: Aim, riders: Array, works: float) -> None:
        """Answered complaints are seen."""
        city.government.institutions[0] += p.answered * works * riders.size / len(city.residents)
