"""How well the city guards its systems and its residents' data, and the leaks that happen anyway."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.choice import USES
from sim.draws import Draws
from sim.params import Param
from sim.rules import Mechanism, Phase, Spend
from sim.tables import City, Column


class Security(Mechanism):
    """Preparedness built by programmes wears off; small leaks happen by themselves, if asked for.

        security' = security · (1 − erosion),      privacy' = privacy · (1 − erosion)
        a leak with chance  hazard · (mean legacy) · (1 − prevented · security)  a month
        harm to every user of e-services  + severity · (1 − spared · privacy)

    `security` is how far systems are guarded and backed up, `privacy` how little a leak gives away.
    Shocks read both. With hazard 0, the default, leaks come only from the scenario's shocks.

    Source: assumption; programmes are taken to avert four leaks in ten.
    """

    phase = Phase.EXPERIENCE
    order = 5
    reads = ("residents.stage_eservices", "agencies.legacy")
    writes = ("residents.harm",)
    columns = (
        Column("government.security", np.float64, "How far systems are guarded", "share", start=0, bounds=(0, 1)),
        Column("government.privacy", np.float64, "How far data are minimised and sealed off", "share", start=0,
               bounds=(0, 1)),
        Column("government.leaks", np.float64, "Leaks so far that no scenario asked for", "leaks", start=0),
    )  # fmt: skip
    hazard = Param(0.0, unit="1/month", bounds=(0, 0.2), role="uncertainty",
                   label="Hazard of a leak where all systems are legacy",
                   source="assumption: 0 leaves leaks to the scenario")  # fmt: skip
    prevented = Param(0.4, unit="share", bounds=(0, 1), role="uncertainty",
                      label="Leaks that full security prevents", source="assumption: rate × 0.6")  # fmt: skip
    severity = Param(0.8, unit="severity", bounds=(0, 8), role="uncertainty",
                     label="Severity of a leak for users", source="assumption")  # fmt: skip
    spared = Param(0.5, unit="share", bounds=(0, 1), role="uncertainty",
                   label="Severity that full privacy spares", source="assumption")  # fmt: skip
    erosion = Param(0.01, unit="1/month", bounds=(0, 0.2), role="uncertainty",
                    label="Preparedness lost in a month", source="assumption")  # fmt: skip
    response = Param(20_000, unit="US$/leak", bounds=(0, 5_000_000), role="uncertainty",
                     label="Cost of answering a leak", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws) -> tuple[Spend, ...] | None:
        """One month of wear, and perhaps a leak."""
        stage, harm, g = city.residents.stage_eservices, city.residents.harm, city.government
        legacy = city.agencies.legacy
        for share in (g.security, g.privacy):
            share *= 1 - p.erosion
        if p.hazard == 0:
            return None
        chance = p.hazard * float(legacy.mean()) * (1 - p.prevented * float(g.security[0]))
        if draw.uniform("security.leak", 1)[0] >= chance:
            return None
        harm[stage == USES] += p.severity * (1 - p.spared * float(g.privacy[0]))
        g.leaks[0] += 1
        return (Spend("people", p.response, units=1),)
