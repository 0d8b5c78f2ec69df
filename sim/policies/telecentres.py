"""Public access centres with staff who help and teach."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.city.columns import POINTS
from sim.draws import Draws, standing_first
from sim.kernels import kernel, pairwise_sum, raise_where
from sim.offers import points_in, taught
from sim.params import Param
from sim.rules import Aim, Policy, Spend, whole
from sim.tables import Array, City, Column

CENTRE = POINTS.index("access centre")


@kernel
def open_centres(centres: float, aimed: Array, population: Array, built: Array) -> float:
    """Open each district's part of `centres`, by population, where fewer were built; returns how many are new."""
    living, districts, new = np.empty_like(population), 0, np.empty_like(built)
    for d in range(aimed.size):
        if aimed[d]:
            living[districts] = population[d]
            districts += 1
    people = np.float32(max(pairwise_sum(living[:districts]), 1e-9))
    for d in range(built.size):
        part = population[d] / people if aimed[d] else np.float32(0)
        new[d] = max(np.float32(centres) * part - built[d], 0.0)
        built[d] += new[d]
    return pairwise_sum(new)


@kernel
def visit(
    queue: Array, visits: int, gain: np.float32, below: np.float32, most: np.float32, aimed: Array, skill: Array,
    trained: Array,
) -> None:  # fmt: skip
    """Teach the first in the queue who are aimed at, under `below`, and not taught `most` yet."""
    eligible = np.empty(aimed.size, np.bool_)
    for i in range(aimed.size):
        eligible[i] = aimed[i] & (skill[i] < below) & (trained[i] < most)
    for row in standing_first(queue, eligible, visits):
        gained = taught(skill[row], gain)
        skill[row] += gained
        trained[row] += gained


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
        present = points_in(CENTRE, pts.kind, pts.district, aim.districts)
        raise_where(d.centre_density, 1 + open_now / max(present, 1), aim.districts)
        if open_now > 0:
            g.assisted[0] += aim.strength * max(p.staffed - float(g.assisted[0]), 0)
        self._teach(city, p, draw, aim, open_now)
        new = open_centres(open_now, aim.districts, d.population, d.centres_built)
        return (
            Spend("offices", new * p.building, capital=True),
            Spend("offices", open_now * p.running, units=open_now),
        )

    def _teach(self, city: City, p: Any, draw: Draws, aim: Aim, open_now: float) -> None:
        """The month's visits."""
        r = city.residents
        visits = whole(open_now * p.visits / city.weight, aim.months_on)
        visit(draw.queue(f"{aim.stream}.visit", len(r)), visits, np.float32(p.gain), np.float32(p.below),
              np.float32(p.most), aim.residents, r.skill, r.trained)  # fmt: skip
