"""The people, firms and offices of the city, as Mesa agents that are views of a row."""

from __future__ import annotations

import numpy as np

from sim.agents.agentset import ArrayAgents, all_agents
from sim.agents.views import View

__all__ = ["Agency", "ArrayAgents", "Business", "Resident", "View", "all_agents"]


class Resident(View, table="residents"):
    """An adult of the city: `resident.trust` reads a column, `resident.trust = 0.4` writes it."""

    def knows(self) -> list[Resident]:
        """The residents in this one's social network; `resident.contacts` is their number."""
        return [Resident.at(self.model, int(row)) for row in self.city.network.neighbours(self.row)]

    def shops(self) -> list[Business]:
        """The businesses where this resident spends; one visited twice as often comes twice."""
        return [Business.at(self.model, int(row)) for row in self.city.shops[self.row]]

    def workplace(self) -> Business | None:
        """The business this resident works in, or None."""
        firm = int(self.firm)
        return Business.at(self.model, firm) if firm >= 0 else None

    def household_members(self) -> list[Resident]:
        """The adults who share this resident's home, without the resident."""
        rows = np.flatnonzero(self.city.residents.household == self.household)
        return [Resident.at(self.model, int(row)) for row in rows if row != self.row]

    def barrier(self, channel: str) -> str:
        """What keeps this resident from `payments`, `eservices` or `assistant`, in a word."""
        return str(self.word(f"barrier_{channel}"))

    def stage(self, channel: str) -> str:
        """How far this resident has come in taking up a channel, from `unaware` to `uses`."""
        return str(self.word(f"stage_{channel}"))


class Business(View, table="businesses"):
    """A firm or a street seller; `business.customers` and `business.payers` count visits."""

    def shoppers(self) -> list[Resident]:
        """The residents who spend here, each once."""
        rows = np.unique(self.city.market.neighbours(self.row))
        return [Resident.at(self.model, int(row)) for row in rows]

    def staff(self) -> list[Resident]:
        """The residents who work here."""
        rows = np.flatnonzero(self.city.residents.firm == self.row)
        return [Resident.at(self.model, int(row)) for row in rows]


class Agency(View, table="agencies"):
    """A government office with its systems, its contract and its services."""

    @property
    def name(self) -> str:
        """What the agency is called."""
        return self._name_of("agencies", self.row)

    def supplier(self) -> str:
        """The name of the vendor under contract."""
        return str(self.word("vendor"))
