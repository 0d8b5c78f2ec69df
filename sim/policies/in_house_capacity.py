"""Engineers and documentation inside the agencies."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.kernels import close_gap
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class InHouseCapacity(Policy):
    """Agencies hire and train people who can run, document and change their own systems.

    Eligible: every agency under what is aimed at.
    Reached:  capacity and documentation close a share `pace` of the way a month; what is learnt stays.
    Effect:   services are digitised sooner, open source stops being soft lock-in, and documented data
              and interfaces can move (portability).
    Cost:     posts · salary, for every agency.
    """

    writes = ("agencies.capacity", "agencies.portability")
    changes = ("lock_in", "lower")
    side_effects = "Trained engineers are hired away; pay scales of the rest of the city come under pressure."
    aimed = Param(0.7, unit="share", bounds=(0.0, 1.0), role="lever", label="Capacity aimed at",
                   source="policy choice")  # fmt: skip
    documented = Param(0.6, unit="share", bounds=(0.0, 1.0), role="lever",
                       label="Data and interfaces documented, aimed at", source="policy choice")  # fmt: skip
    pace = Param(0.03, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                 label="Share of the way covered in a month", source="assumption")  # fmt: skip
    posts = Param(3, unit="posts/agency", bounds=(0, 50), role="uncertainty",
                  label="Engineers in each agency", source="assumption")  # fmt: skip
    salary = Param(24_000, unit="US$/post-year", bounds=(1000, 250_000), role="uncertainty",
                   label="Cost of one engineer", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of hiring, training and writing down."""
        a = city.agencies
        for share, target in ((a.capacity, p.aimed), (a.portability, p.documented)):
            close_gap(share, aim.strength * p.pace, target)
        posts = aim.strength * p.posts * len(a)
        return (Spend("people", posts * p.salary / 12, units=posts),)
