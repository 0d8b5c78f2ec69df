"""Which parts of the digital public infrastructure exist, and since when."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import City, Column

COMPONENTS = {
    "identity": "digital ID",
    "payments": "digital payments",
    "eservices": "e-services",
    "assistant": "AI-assisted services",
    "exchange": "data exchange",
}


def _present(title: str) -> Param:
    return Param(
        1, unit="yes/no", bounds=(0, 1), role="lever", whole=True,
        label=f"The city has {title}", source="policy choice",
    )  # fmt: skip


def _launch(title: str, month: int) -> Param:
    return Param(
        month, unit="month", bounds=(0, 600), role="lever", whole=True,
        label=f"Launch of {title}", source="policy choice",
    )  # fmt: skip


class Components(Mechanism):
    """Each component of the infrastructure exists from its launch, if the city has it at all.

        live = present AND month ≥ launch

    Switching a component off answers which of them are necessary; nobody can hear of, register
    for or use what is not live.
    """

    phase = Phase.INFRASTRUCTURE
    order = 0
    columns = tuple(
        Column(f"government.live_{name}", np.bool_, f"{title} is live", "yes/no", start=0)
        for name, title in COMPONENTS.items()
    )
    identity = _present("digital ID")
    identity_launch = _launch("digital ID", 0)
    payments = _present("digital payments")
    payments_launch = _launch("digital payments", 0)
    eservices = _present("e-services")
    eservices_launch = _launch("e-services", 0)
    assistant = _present("AI-assisted services")
    assistant_launch = _launch("AI-assisted services", 24)
    exchange = _present("data exchange")
    exchange_launch = _launch("data exchange", 0)

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """What is live in month 0."""
        self.step(city, p, draw)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """Open what is due this month."""
        for name in COMPONENTS:
            live = getattr(city.government, f"live_{name}")
            live[0] = bool(getattr(p, name)) and city.month >= getattr(p, f"{name}_launch")
