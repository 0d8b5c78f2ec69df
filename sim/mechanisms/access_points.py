"""How far the nearest office, agent or centre is, and whether the trip is worth making."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import City, Column

KINDS = ("office", "agent", "centre")
NAMES = tuple((f"{kind}_density", f"{kind}_applied", f"{kind}_km", f"{kind}_access") for kind in KINDS)


class AccessPoints(Mechanism):
    """Distance decides how easily a resident gets to an ID office, a cash agent or a centre.

        access = exp(−distance / (reach · √density))

    `density` multiplies the points of a district (1 is what the city file says): for points
    scattered at random the mean distance falls with the square root of their number. Access is
    worked out again only in months in which a density has changed. Agents open one after the other:
    where `agents_open` is below 1, only that share of the city file's agents is there yet.

    Source: access falling by a factor e per kilometre for agents is the starting specification's;
    reaches for offices and centres are assumptions.
    """

    phase = Phase.INFRASTRUCTURE
    order = 20
    reads = ("residents.district", "residents.office_km", "residents.agent_km", "residents.centre_km",
             "districts.office_density", "districts.agent_density", "districts.centre_density")  # fmt: skip
    columns = (
        *(Column(f"residents.{kind}_access", np.float32, f"Ease of reaching the nearest {kind}", "share",
                 start=0, bounds=(0, 1)) for kind in KINDS),
        *(Column(f"districts.{kind}_density", np.float32, f"Number of {kind} points relative to the city file",
                 "ratio", start=1, monthly=True) for kind in KINDS),
        *(Column(f"districts.{kind}_applied", np.float32, f"Density of {kind} points in force", "ratio",
                 start=0) for kind in KINDS),
    )  # fmt: skip
    office_reach = Param(
        3.0, unit="km", bounds=(0.2, 30.0), role="uncertainty",
        label="Distance over which a trip to an ID office becomes e times rarer", source="assumption",
    )  # fmt: skip
    agent_reach = Param(
        1.0, unit="km", bounds=(0.2, 10.0), role="uncertainty",
        label="Distance over which a trip to a cash agent becomes e times rarer", source="assumption",
    )  # fmt: skip
    centre_reach = Param(
        1.5, unit="km", bounds=(0.2, 10.0), role="uncertainty",
        label="Distance over which a visit to an access centre becomes e times rarer", source="assumption",
    )  # fmt: skip

    agents_open = Param(
        1.0, unit="share", bounds=(0.0, 1.0), role="fixed",
        label="Share of the city file's cash agents that have opened yet",
        source="definition; a scenario that begins earlier than its city file tells with shifts when they opened",
    )  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Month 0: the points of the city file."""
        self.step(city, p, draw)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """Work out again the access of districts whose density has changed."""
        r, d = city.residents, city.districts
        if p.agents_open != 1:
            d.agent_density *= p.agents_open
        reaches = (p.office_reach, p.agent_reach, p.centre_reach)
        for (density_of, applied_in, km, access), reach in zip(NAMES, reaches, strict=True):
            density, applied = d.array(density_of), d.array(applied_in)
            if density.tobytes() == applied.tobytes():
                continue
            scale = reach * np.sqrt(np.maximum(density, 1e-6))
            r.array(access)[:] = np.exp(-r.array(km).astype(np.float64) / scale[r.district])
            applied[:] = density
