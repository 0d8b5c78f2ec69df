"""A platform on which residents propose, debate and decide."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class ParticipatoryPlatform(Policy):
    """Residents' proposals are answered, or they are not.

    Eligible: everyone.
    Reached:  the share `taking_part` pays attention; what comes of it is known to all.
    Effect:   trust institutions I + `standing` · (2 · answered − 1): up when proposals are answered,
              down when they are ignored.
    Cost:     `cost` a year for each resident who takes part.

    Stands for: Decidim in Barcelona, participatory budgets in Zurich and Lucerne. The size is a wide
    assumption. Leaves out: better services through better advice.
    """

    writes = ("government.institutions",)
    changes = ("trust", "higher")
    side_effects = (
        "Ignored proposals cost more trust than no platform; those who take part are the better off."
    )
    answered = Param(0.8, unit="share", bounds=(0.0, 1.0), role="lever", label="Proposals that get an answer",
                     source="policy choice")  # fmt: skip
    standing = Param(0.03, unit="share", bounds=(0.0, 0.1), role="uncertainty",
                     label="Trust gained when all is answered, lost when nothing is",
                     source="assumption: +0.03 if answered, -0.03 if ignored")  # fmt: skip
    taking_part = Param(0.05, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                        label="Adults who take part", source="assumption")  # fmt: skip
    cost = Param(2.0, unit="US$/participant-year", bounds=(0.1, 50), role="uncertainty",
                 label="Running the platform", source="assumption: 1-3 a resident and year")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of proposals."""
        city.government.institutions[0] += aim.strength * p.standing * (2 * p.answered - 1)
        people = aim.strength * p.taking_part * city.adults
        return (Spend("people", people * p.cost / 12, units=people),)
