"""Laws under which a digital signature counts and registries may share."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class LegalFramework(Policy):
    """Laws on digital identity, signatures and data sharing pass, and agencies may use them.

    Eligible: every agency.
    Reached:  all of them, `passage` months after the drafting began.
    Effect:   once passed, services are digitised `stepping` times as fast and registries connected
              `linking` times as fast; trust institutions I + `standing`.
    Cost:     lawyers until it is passed, a regulator from then on.

    Stands for: rules that "define its boundaries, safeguard fundamental rights" (eIDAS-like).
    """

    writes = ("government.link_push", "government.digitise_push", "government.institutions")
    changes = ("usefulness", "higher")
    side_effects = "Nothing happens until it is passed; a law written for one vendor's system binds the next."
    passage = Param(9, unit="months", bounds=(0, 60), role="uncertainty", whole=True,
                    label="From drafting to force", source="assumption")  # fmt: skip
    stepping = Param(1.5, unit="ratio", bounds=(1.0, 5.0), role="uncertainty",
                     label="How much faster agencies digitise", source="assumption")  # fmt: skip
    linking = Param(1.5, unit="ratio", bounds=(1.0, 10.0), role="uncertainty",
                    label="How much faster registries are connected", source="assumption")  # fmt: skip
    standing = Param(0.01, unit="share", bounds=(0.0, 0.05), role="uncertainty",
                     label="Trust that rights add", source="assumption")  # fmt: skip
    lawyers = Param(15_000, unit="US$/month", bounds=(0, 200_000), role="uncertainty",
                    label="Drafting", source="assumption")  # fmt: skip
    regulator = Param(10_000, unit="US$/month", bounds=(0, 200_000), role="uncertainty",
                      label="Regulator", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of drafting or of law."""
        g, in_force = city.government, aim.months_on >= p.passage
        force = aim.strength * in_force
        g.digitise_push[0] *= 1 + force * (p.stepping - 1)
        g.link_push[0] *= 1 + force * (p.linking - 1)
        g.institutions[0] += force * p.standing
        return (Spend("people", aim.strength * (p.regulator if in_force else p.lawyers)),)
