"""What residents and shops do not decide, read from the array model each month.

Policies, shocks, agencies and access points act before anyone decides. A `Witness` placed after them in
the array model's month notes what they left behind.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from sim.draws import Draws
from sim.model import DPICity
from sim.pipeline import Slot
from sim.rules import Mechanism, Phase
from sim.tables import TABLES, Array, City, Column, Table

PUBLIC = (
    "accessibility", "activity", "ai_care", "assisted", "contestable", "counters", "easy_activation",
    "fallback", "fee_waived", "footfall", "id_needed", "in_person", "institutions", "kits",
    "live_assistant", "live_eservices", "live_identity", "live_payments", "lock_in", "merchant_fee_waived",
    "open_payments", "papers_asked", "payment_push", "payment_reward", "redress", "service_push", "usefulness",
    "women_gap_closed",
)  # fmt: skip
AGENCIES = ("caseload", "forms", "whole", "down")
PERSONAL = (
    "agent_access", "automatic", "centre_access", "data_discount", "device_discount", "enrol_push", "harm",
    "housebound", "office_access", "outreach", "papers_waived", "pay_push",
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
        self.districts = {
            name: words(city.districts, name) for name in ("agents", "agent_density", "built", "down")
        }


class Turmoil(Mechanism):
    """Moves everything that policies and crises can move, by lot, so that no lever goes untested."""

    phase = Phase.POLICY
    chance, most = 0.3, 0.4

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """Each lever with some chance, up to `most` away from its start and within its bounds."""
        tables = (city.table(name) for name in TABLES)
        levers = [(t, c) for t in tables for c in t.columns.values() if c.monthly]
        for table, column in levers:
            if draw.uniform(f"turmoil.{column.key}", 1)[0] < self.chance:
                luck = draw.uniform(f"turmoil.{column.key}.rows", len(table))
                table.array(column.name)[:] = self.moved(column, luck)

    def moved(self, column: Column, luck: Array) -> Array:
        """Values away from the start, upwards unless that leaves the bounds."""
        if np.dtype(column.dtype) == np.bool_:
            return luck < self.most
        start, (_, high) = column.start or 0.0, column.bounds or (0.0, np.inf)
        return start + self.most * luck * (1 if start + self.most <= high else -1)


def witness(model: DPICity, turmoil: bool = False) -> Witness:
    """Place a witness in the month of `model`, between the agencies and the residents."""
    seen, slots = Witness(), model.pipeline.slots
    if turmoil:
        slots.insert(0, Slot(Turmoil(), "turmoil", [()], 0))
    place = next(k for k, slot in enumerate(slots) if slot.rule.phase >= Phase.IDENTITY)
    slots.insert(place, Slot(seen, "witness", [()], 0))
    return seen


def parameters(model: DPICity) -> SimpleNamespace:
    """The parameters of every mechanism this month, by the mechanism's name."""
    slots = [slot for slot in model.pipeline.slots if isinstance(slot.rule, Mechanism)]
    return SimpleNamespace(**{slot.label: slot.at(model.month) for slot in slots})
