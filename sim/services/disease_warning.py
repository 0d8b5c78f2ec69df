"""Early warning of an epidemic."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim
from sim.tables import Array, City
from sim.urban_service import DOMAINS, UrbanService, reads_of


class DiseaseWarning(UrbanService):
    """Clinics, weather and registries feed a model that warns districts weeks before cases peak.

    Eligible: anyone with a phone and a signal.
    Reached:  the share `reach` of them, in an order fixed for life.
    Effect:   activity and visits to shops lost in a pandemic are smaller by averted · share warned · works.
    Cost:     `build` over the first year, `running` every month.

    Stands for: Rio de Janeiro's dengue early warning. Leaves out: health itself. Source: assumption.
    """

    domain = DOMAINS[0]
    components = ("exchange", "assistant")
    by_phone = True
    serves = "every adult with a phone"
    softens = ("pandemic",)
    examples = ("rio-dengue-warning",)
    reads = reads_of(("exchange", "assistant"), by_phone=True)
    writes = ("residents.rides", "government.service_hours", "government.activity", "government.footfall")
    side_effects = "A model trained on clinics sees least where clinics are fewest."
    reach = Param(0.7, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                  label="Share of those who could use it that do", source="assumption")  # fmt: skip
    hours = Param(0.0, unit="hours/user-month", bounds=(0.0, 40.0), role="uncertainty",
                  label="Hours it saves a user in a month", source="assumption")  # fmt: skip
    averted = Param(0.2, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                    label="Lost activity that a warning to everybody would avert", source="assumption")  # fmt: skip
    build = Param(500_000, unit="US$", bounds=(0, 50_000_000), role="uncertainty",
                  label="Building it", source="assumption")  # fmt: skip
    running = Param(15_000, unit="US$/month", bounds=(0, 2_000_000), role="uncertainty",
                    label="Running it", source="assumption")  # fmt: skip

    def help(self, city: City, p: Any, draw: Draws, aim: Aim, riders: Array, works: float) -> None:
        """Bring activity back towards normal, by the share of residents who were warned."""
        g = city.government
        averted = p.averted * works * riders.size / len(city.residents)
        for level in (g.activity, g.footfall):
            level += averted * (1 - level) * (level < 1)
