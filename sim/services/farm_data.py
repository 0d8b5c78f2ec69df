"""Weather, soil and prices shared with growers."""

from __future__ import annotations

from sim.city.columns import AREAS
from sim.params import Param
from sim.tables import Array, City
from sim.urban_service import DOMAINS, UrbanService, reads_of


class FarmData(UrbanService):
    """Registries of land, weather and markets answer the same app, so that a grower need not ask five offices.

    Eligible: residents of the periphery and of informal settlements, online.
    Reached:  the share `reach` of them, in an order fixed for life.
    Effect:   hours saved in offices and markets; nothing else.
    Cost:     `build` over the first year, `running` every month.

    Stands for: Telangana's agricultural data exchange and precision farming in Estonia. Source: assumption.
    """

    domain = DOMAINS[6]
    components = ("exchange", "assistant")
    serves = "growers at the city's edge"
    examples = ("telangana-adex", "estonia-precision-agriculture")
    reads = (*reads_of(("exchange", "assistant")), "residents.district", "districts.area")
    writes = ("residents.rides", "government.service_hours")
    side_effects = "Who owns the data of a field decides who profits from it."
    reach = Param(0.05, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                  label="Share of those who could use it that do", source="assumption")  # fmt: skip
    hours = Param(3.0, unit="hours/user-month", bounds=(0.0, 40.0), role="uncertainty",
                  label="Hours it saves a user in a month", source="assumption")  # fmt: skip
    build = Param(500_000, unit="US$", bounds=(0, 50_000_000), role="uncertainty",
                  label="Building it", source="assumption")  # fmt: skip
    running = Param(12_000, unit="US$/month", bounds=(0, 2_000_000), role="uncertainty",
                    label="Running it", source="assumption")  # fmt: skip

    def meant_for(self, city: City) -> Array:
        """Whoever does not live in the centre."""
        theirs: Array = city.districts.area[city.residents.district] != AREAS.index("centre")
        return theirs
