"""What residents and shops do not decide, read from the array model each month.

Policies, shocks, agencies and access points act before anyone decides. A `Witness` placed after them in
the array model's month notes what they left behind.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sim.draws import Draws
from sim.model import DPICity
from sim.pipeline import Slot
from sim.rules import Mechanism, Phase
from sim.tables import City, Table

PUBLIC = (
    "accessibility", "activity", "assisted", "contestable", "counters", "easy_activation", "fallback",
    "fee_waived", "id_needed", "institutions", "kits", "live_assistant", "live_eservices", "live_identity",
    "live_payments", "lock_in", "merchant_fee_waived", "papers_asked", "payment_push", "redress", "usefulness",
    "women_gap_closed",
)  # fmt: skip
AGENCIES = ("caseload", "digitisation", "down")
PERSONAL = (
    "agent_access", "automatic", "centre_access", "data_discount", "device_discount", "enrol_push", "harm",
    "office_access", "outreach", "pay_push",
)  # fmt: skip
COURSE = ("course_taken", "skill", "trained")


def words(table: Table, name: str) -> list[Any]:
    """A column as plain Python values, with words for codes (yes and no stay True and False)."""
    values, codes = table.array(name).tolist(), table.columns[name].codes
    return [value if isinstance(value, bool) else codes[value] for value in values] if codes else values


class Witness(Mechanism):
    """Notes what policies, agencies and access points have done before residents act."""

    phase = Phase.AGENCIES
    order = 1000

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """Copy the month's circumstances."""
        g, r = city.government, city.residents
        self.public = {name: g.array(name)[0].item() for name in PUBLIC}
        self.personal = {name: words(r, name) for name in (*PERSONAL, *COURSE)}
        self.agencies = {name: words(city.agencies, name) for name in AGENCIES}
        self.onboarded = words(city.businesses, "onboarded")
        self.districts = {name: words(city.districts, name) for name in ("built", "down")}


def witness(model: DPICity) -> Witness:
    """Place a witness in the month of `model`, between the agencies and the residents."""
    seen, slots = Witness(), model.pipeline.slots
    place = next(k for k, slot in enumerate(slots) if slot.rule.phase >= Phase.IDENTITY)
    slots.insert(place, Slot(seen, "witness", [()], 0))
    return seen


def parameters(model: DPICity) -> SimpleNamespace:
    """The parameters of every mechanism this month, by the mechanism's name."""
    slots = [slot for slot in model.pipeline.slots if isinstance(slot.rule, Mechanism)]
    return SimpleNamespace(**{slot.label: slot.at(model.month) for slot in slots})
