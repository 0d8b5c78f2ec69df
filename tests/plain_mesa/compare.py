"""The two cities side by side: who differs, in what, and in which month."""

from __future__ import annotations

from typing import Any

from sim.model import DPICity
from sim.scenario import Scenario
from tests.plain_mesa.choosing import CHANNELS
from tests.plain_mesa.city import PlainCity
from tests.plain_mesa.outside import Witness, parameters, witness, words

SAME_NAME = (
    "access", "banked", "covered", "device", "habit", "harm", "identity", "need", "online", "paid_digitally",
    "phone_at_hand", "shop_habit", "skill", "to_people", "to_shops", "trained", "trust", "pending",
    "waiting", "way_in",
)  # fmt: skip


class Pair:
    """One scenario lived by the arrays and by the objects, with the same people and the same luck."""

    def __init__(self, scenario: Scenario, seed: int, turmoil: bool = False) -> None:
        self.arrays = DPICity(scenario, seed)
        self.seen: Witness = witness(self.arrays, turmoil)
        self.objects = PlainCity(self.arrays.city, seed, parameters(self.arrays))

    def step(self) -> None:
        """One month of both."""
        self.arrays.step()
        self.objects.listen(self.seen, parameters(self.arrays))
        self.objects.step()

    def differences(self) -> list[str]:
        """A sentence for every fact on which the two disagree at the end of the month."""
        table, city = self.arrays.city.residents, self.objects
        found: list[str] = []
        for name in SAME_NAME:
            found += self.told("resident", name, words(table, name), [getattr(r, name) for r in city.people])
        for channel in CHANNELS:
            for fact in ("stage", "barrier"):
                name = f"{fact}_{channel}"
                mine = [getattr(r, fact)[channel] for r in city.people]
                found += self.told("resident", name, words(table, name), mine)
            if channel != "payments":
                name, mine = f"habit_{channel}", [r.service_habit[channel] for r in city.people]
                found += self.told("resident", name, words(table, name), mine)
        firms = self.arrays.city.businesses
        return found + self.told(
            "business", "accepts", words(firms, "accepts"), [b.accepts for b in city.firms]
        )

    def told(self, kind: str, name: str, arrays: list[Any], objects: list[Any]) -> list[str]:
        """One fact of one kind of agent; "" and "uses it" both say that nothing is in the way."""
        month = self.objects.month
        plain = ["uses it" if value == "" else value for value in objects]
        pairs = enumerate(zip(arrays, plain, strict=True))
        return [
            f"month {month}, {kind} {i}, {name}: {a!r} in arrays, {b!r} in objects"
            for i, (a, b) in pairs
            if a != b
        ]
