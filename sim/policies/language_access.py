"""Services in the languages that residents speak, and by voice for those who read little."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City, Column


class LanguageAccess(Policy):
    """Forms, voice menus and announcements in minority languages take one barrier away.

    Eligible: migrants, refugees and undocumented residents (the city file does not say who speaks
              what); with `voice`, also residents with primary schooling or less.
    Reached:  everyone eligible, as the translation progresses with the strength.
    Effect:   a language one reads is worth `gain` of skill, a voice menu `voice` times that, once and
              for good; the eligible hear of channels with an extra chance `telling`.
    Cost:     translating and recording for each language every month.
    """

    reads = ("residents.migrant", "residents.education")
    writes = ("residents.skill", "residents.outreach")
    columns = (
        Column("residents.understood", np.float32, "Skill saved by services in one's own language", "share",
               start=0, bounds=(0, 1)),
    )  # fmt: skip
    changes = ("eservices", "higher")
    side_effects = "A translation that lags behind the original gives wrong advice."
    gain = Param(0.10, unit="share", bounds=(0.0, 0.5), role="uncertainty",
                 label="Skill that one's own language is worth", source="assumption")  # fmt: skip
    voice = Param(0.5, unit="share", bounds=(0.0, 1.0), role="lever",
                  label="Help by voice for those who read little, relative to a translation",
                  source="policy choice")  # fmt: skip
    telling = Param(0.02, unit="1/month", bounds=(0.0, 0.5), role="uncertainty",
                    label="Extra chance of hearing of a channel", source="assumption")  # fmt: skip
    languages = Param(4, unit="languages", bounds=(1, 50), role="lever", label="Languages served",
                      source="policy choice")  # fmt: skip
    cost = Param(2500, unit="US$/language-month", bounds=(100, 50_000), role="uncertainty",
                 label="Translating and recording in one language", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """Translate what is new, and announce it."""
        r = city.residents
        own = aim.residents & r.migrant
        little = aim.residents & (r.education == 0) & ~r.migrant & (p.voice > 0)
        worth = own * np.float32(1) + little * np.float32(p.voice)
        outreach, skill, understood = r.outreach, r.skill, r.understood
        outreach += (own | little) * np.float32(aim.strength * p.telling)
        more = np.maximum(worth * np.float32(aim.strength * p.gain) - understood, np.float32(0))
        np.minimum(more, 1 - skill, out=more)
        skill += more
        understood += more
        return (Spend("campaigns", aim.strength * p.languages * p.cost, units=p.languages),)
