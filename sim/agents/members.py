"""Which agents belong to a set: an ordered list of agent numbers, a mere range when it is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Self

import numpy as np
from mesa.agentset import AbstractAgentSet

from sim.agents.views import KINDS, View, first_id
from sim.tables import Array

type Places = slice | Array
type Part = tuple[type[View], Places, Places]  # kind, places in the set, rows in its table


class Members(AbstractAgentSet):  # type: ignore[misc]  # Mesa has no types
    """An ordered set of agents of one model; changing the set never changes the city.

    The number of an agent is its `unique_id` less one. Agents are made only while somebody
    iterates, and one at a time.
    """

    def __init__(
        self, model: Any, kind: type[View] | None = None, numbers: range | Array | None = None
    ) -> None:
        """Every agent of `model`, or every one of a kind, or those with the given numbers."""
        self.model = model
        if numbers is None:
            tables = [kind.table] if kind else list(KINDS)
            first, last = first_id(model.city, tables[0]), first_id(model.city, tables[-1])
            numbers = range(first - 1, last - 1 + len(model.city.table(tables[-1])))
        self._members: range | Array = numbers

    @property
    def random(self) -> Any:
        """The model's generator; it orders shuffles and decides nothing in the city."""
        return self.model.random

    @property
    def numbers(self) -> Array:
        """The members' numbers, in order."""
        members = self._members
        return np.arange(members.start, members.stop) if isinstance(members, range) else members

    def _of(self, numbers: range | Array) -> Self:
        return type(self)(self.model, numbers=numbers)

    def _keep(self, numbers: Array, inplace: bool) -> Self:
        """These members: in a new set, or in this one."""
        if not inplace:
            return self._of(numbers)
        self._members = numbers
        return self

    def parts(self) -> Iterator[Part]:
        """The members kind by kind: their places in this set and their rows in the table."""
        for table, kind in KINDS.items():
            first = first_id(self.model.city, table) - 1
            after = first + len(self.model.city.table(table))
            part = self._between(first, after)
            if part:
                yield kind, *part

    def _between(self, first: int, after: int) -> tuple[Places, Places] | None:
        """Places and rows of the members numbered from `first` up to `after`, or None."""
        members = self._members
        if isinstance(members, range):
            lo, hi = max(members.start, first), min(members.stop, after)
            if lo >= hi:
                return None
            return slice(lo - members.start, hi - members.start), slice(lo - first, hi - first)
        here = (members >= first) & (members < after)
        if here.all():
            return (slice(0, members.size), members - first) if members.size else None
        return (np.flatnonzero(here), members[here] - first) if here.any() else None

    def __len__(self) -> int:
        return len(self._members)

    def __iter__(self) -> Iterator[View]:
        model = self.model
        if isinstance(self._members, range):
            for kind, _, rows in self.parts():
                at = kind.at
                for row in range(rows.start, rows.stop):  # type: ignore[union-attr]  # members in a row are rows in a row
                    yield at(model, row)
            return
        kinds = list(KINDS.values())
        starts = np.array([first_id(model.city, table) - 1 for table in KINDS])
        which = np.searchsorted(starts, self._members, side="right") - 1
        rows_of = self._members - starts[which]
        for place, row in zip(which.tolist(), rows_of.tolist(), strict=True):
            yield kinds[place].at(model, row)

    def __contains__(self, agent: object) -> bool:
        if not isinstance(agent, View) or agent.model is not self.model:
            return False
        number, members = agent.unique_id - 1, self._members
        return number in members if isinstance(members, range) else bool(np.any(members == number))

    def __getitem__(self, item: int | slice) -> Any:
        """The agent at a place, or the set of agents in a slice."""
        if isinstance(item, slice):
            return self._of(self.numbers[item])
        return next(iter(self._of(self.numbers[[item]])))

    def to_list(self) -> list[View]:
        """Every member as an agent."""
        return list(self)

    def copy(self) -> Self:
        """A set of its own with the same members."""
        return self._of(self._members)

    __copy__ = copy

    def _from_iterable(self, agents: Iterable[View]) -> Self:
        numbers = dict.fromkeys(agent.unique_id - 1 for agent in agents)
        return self._of(np.fromiter(numbers, np.int64, len(numbers)))

    def _update(self, agents: Iterable[View]) -> Self:
        self._members = self._from_iterable(agents)._members
        return self

    def add(self, agent: View) -> None:
        """Put an agent of the same model into this set; the city stays as it is."""
        if agent.model is not self.model:
            raise ValueError("an agent of another model cannot join this set")
        if agent not in self:
            self._members = np.append(self.numbers, agent.unique_id - 1)

    def discard(self, agent: View) -> None:
        """Take an agent out of this set if it is there; the city stays as it is."""
        if agent in self:
            self._members = self.numbers[self.numbers != agent.unique_id - 1]

    def remove(self, agent: View) -> None:
        """Take an agent out of this set, where it must be; the city stays as it is."""
        if agent not in self:
            raise KeyError(agent)
        self.discard(agent)

    def __repr__(self) -> str:
        kinds = ", ".join(f"{kind.__name__} from row {row_of(rows)}" for kind, _, rows in self.parts())
        return f"<{len(self)} agents of {self.model.city.name}: {kinds or 'none'}>"


def row_of(rows: Places) -> int:
    """The first row of a part."""
    return int(rows.start if isinstance(rows, slice) else rows[0])
