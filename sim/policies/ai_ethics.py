"""AI that is tested for error and bias before it decides about people."""

from __future__ import annotations

from typing import Any

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City


class AiEthics(Policy):
    """Assistants are tested before launch and watched after it, and a person stays in charge.

    Eligible: AI-assisted services.
    Reached:  all of them.
    Effect:   the share `prevented` of the assistant's errors no longer happens; fewer people are denied,
              and fewer are put off (see assistant, needs).
    Cost:     testing and a review board every month.
    """

    writes = ("government.ai_care",)
    components = ("assistant",)
    changes = ("assistant", "higher")
    side_effects = "Reviews delay launches; the model leaves that out."
    family = "Ethics in AI, blockchain and emerging technology"
    standards = (
        "UNESCO Recommendation on the Ethics of AI",
        "IEEE P7000",
        "IEEE Ethically Aligned Design",
        "OECD AI Principles",
        "W3C Decentralized Identifiers",
    )
    prevented = Param(0.4, unit="share", bounds=(0.0, 1.0), role="uncertainty",
                      label="Errors that testing prevents", source="assumption")  # fmt: skip
    board = Param(10_000, unit="US$/month", bounds=(0, 500_000), role="uncertainty",
                  label="Testing and review board", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of testing."""
        care = city.government.ai_care
        care += aim.strength * p.prevented * (1 - care)
        return (Spend("people", aim.strength * p.board),)
