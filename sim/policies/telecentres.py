"""Public access centres with staff who help and teach."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.city.columns import POINTS
from sim.draws import Draws
from sim.kernels import raise_where
from sim.params import Param
from sim.rules import Aim, Policy, Spend, whole
from sim.tables import City, Column

CENTRE = POINTS.index("access centre")


class Telecentres(Policy):
    """Centres open in the districts aimed at; staff help with services, and each visit teaches a little.

    Eligible: for a visit, residents whose skill is under `below` and to whom visits have not yet added
              `most`; for help with a service, anyone near enough.
    Reached:  visits · centres a month, in an order fixed for life; centres · strength are open.
    Effect:   density of centres = 1 + new ÷ present; help at centres rises to `staffed`; skill + gain
              a visit, which is lost again where it is not put to use (see skills).
    Cost:     `building` a centre when it first opens (capital), `running` a month each.

    Stands for: São Paulo's telecentres, 1,200 visits a centre and month.
    """

    reads = ("points.kind", "points.district", "districts.population")
    writes = ("districts.centre_density", "government.assisted", "residents.skill", "residents.trained")
    columns = (
        Column("districts.centres_built", np.float64, "Telecentres built so far", "centres", start=0),
    )  # fmt: skip
    changes = ("skill_mean", "higher")
    side_effects = "Staff and rent never end; those far from a centre gain nothing, so the gap between districts can widen."
    centres = Param(30, unit="centres", bounds=(0, 2000), role="lever", label="Centres opened",
                    source="policy choice")  # fmt: skip
    visits = Param(1200, unit="visits/centre-month", bounds=(50, 10_000), role="uncertainty",
                   label="Visits to one centre", source="São Paulo's telecentres: 1,200 a month")  # fmt: skip
    gain = Param(0.02, unit="share/visit", bounds=(0.0, 0.2), role="uncertainty",
                 label="Skill that a visit adds", source="assumption")  # fmt: skip
    most = Param(0.3, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                 label="Skill that visits can add in all", source="assumption")  # fmt: skip
    below = Param(0.5, unit="share", bounds=(0.0, 1.0), role="lever",
                  label="Skill under which a visitor is taught", source="policy choice")  # fmt: skip
    staffed = Param(0.8, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                    label="Centres that help with services, once staffed", source="assumption")  # fmt: skip
    building = Param(43_000, unit="US$/centre", bounds=(1000, 500_000), role="uncertainty",
                     label="Opening one centre",
                     source="derived from São Paulo's published contracts: about 43,000")  # fmt: skip
    running = Param(3000, unit="US$/centre-month", bounds=(100, 50_000), role="uncertainty",
                    label="Staff and rent of one centre", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """Open, help, teach."""
        d, g, pts = city.districts, city.government, city.points
        open_now = aim.strength * p.centres
        present = np.count_nonzero((pts.kind == CENTRE) & aim.districts[pts.district])
        raise_where(d.centre_density, 1 + open_now / max(present, 1), aim.districts)
        if open_now > 0:
            g.assisted[0] += aim.strength * max(p.staffed - float(g.assisted[0]), 0)
        self._teach(city, p, draw, aim, open_now)
        share = d.population * aim.districts / max(float(d.population[aim.districts].sum()), 1e-9)
        new = np.maximum(open_now * share - d.centres_built, 0)
        d.centres_built[:] += new
        return (
            Spend("offices", float(new.sum()) * p.building, capital=True),
            Spend("offices", open_now * p.running, units=open_now),
        )

    def _teach(self, city: City, p: Any, draw: Draws, aim: Aim, open_now: float) -> None:
        """The month's visits."""
        r = city.residents
        eligible = aim.residents & (r.skill < p.below) & (r.trained < p.most)
        visits = whole(open_now * p.visits / city.weight, aim.months_on)
        rows = draw.choose(f"{aim.stream}.visit", eligible, visits)
        gained = np.minimum(p.gain, 1 - r.skill[rows])
        r.skill[rows] += gained
        r.trained[rows] += gained
