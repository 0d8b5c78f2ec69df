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

        live = present AND month ≥ launch,       open for registration: present AND month ≥ launch − ahead

    Payments can take registrations some months before the first payment, as Pix did. Switching a component
    off answers which of them are necessary; nobody can hear of, register for or use what is not live or open.
    """

    phase = Phase.INFRASTRUCTURE
    order = 0
    columns = (
        *(Column(f"government.live_{name}", np.bool_, f"{title} is live", "yes/no", start=0)
          for name, title in COMPONENTS.items()),
        Column("government.open_payments", np.bool_, "People can register for digital payments", "yes/no", start=0),
    )  # fmt: skip
    identity = _present("digital ID")
    identity_launch = _launch("digital ID", 0)
    payments = _present("digital payments")
    payments_launch = _launch("digital payments", 0)
    payments_ahead = Param(
        0, unit="months", bounds=(0, 24), role="lever", whole=True,
        label="How long before the launch people can register for digital payments",
        source="policy choice; Pix took registrations from 5 October 2020 and payments from 16 November",
    )  # fmt: skip
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
        city.government.open_payments[0] = p.payments and city.month >= p.payments_launch - p.payments_ahead
