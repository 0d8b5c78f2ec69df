"""A digital ombudsperson who puts wrongs right."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class Ombudsperson(Policy):
    """Residents harmed by a digital service are heard, and part of the harm is made good.

    Eligible: anyone harmed.
    Reached:  everyone, at `posts` per 50,000 adults.
    Effect:   redress + `redress`, and a little trust in itself: I + `standing`.
    Cost:     the posts.

    No measured effect of digital ombudspersons was found: both sizes are wide assumptions.
    """

    writes = ("government.redress", "government.institutions")
    changes = ("trust", "higher")
    side_effects = "none known"
    redress = Param(0.2, unit="share", bounds=(0.0, 0.8), role="uncertainty",
                    label="Harm that is made good", source="assumption")  # fmt: skip
    standing = Param(0.01, unit="share", bounds=(0.0, 0.05), role="uncertainty",
                     label="Trust that the office itself adds", source="assumption")  # fmt: skip
    posts = Param(1.0, unit="posts per 50,000 adults", bounds=(0.1, 10), role="lever",
                  label="Staff of the office", source="policy choice")  # fmt: skip
    salary = Param(18_000, unit="US$/post-year", bounds=(1000, 200_000), role="uncertainty",
                   label="Cost of one post", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month in office."""
        g = city.government
        g.redress[0] = min(1.0, g.redress[0] + aim.strength * p.redress)
        g.institutions[0] += aim.strength * p.standing
        posts = p.posts * city.adults / 50_000
        return (Spend("people", aim.strength * posts * p.salary / 12, units=posts),)
