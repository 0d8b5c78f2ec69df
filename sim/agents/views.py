"""A row of a table as a Mesa agent: made when someone asks for it, and holding nothing of its own.

A view is a model and a row number. Reading an attribute reads a column, writing one writes the
column, so a million residents cost no memory until somebody looks at one of them.
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn, Self

import mesa
import numpy as np

from sim.errors import DPICityError, nearest
from sim.tables import City, Column, Table

KINDS: dict[str, type[View]] = {}
"""The kinds of agent by table, in the order of their numbers."""


def first_id(city: City, table: str) -> int:
    """The number of the agent in row 0 of `table`: kinds are numbered one after another, from 1."""
    tables = list(KINDS)
    return 1 + sum(len(city.table(name)) for name in tables[: tables.index(table)])


def accepted(column: Column, value: Any) -> Any:
    """`value` as the column stores it (a word becomes its code), or an error saying what it takes."""
    if column.fixed:
        raise AttributeError(f"'{column.key}' never changes after month 0")
    if isinstance(value, str):
        if value not in column.codes:
            raise ValueError(f"'{column.key}' has no value '{value}'; {nearest(value, column.codes)}")
        return column.codes.index(value)
    lowest, highest = column.bounds or (0, len(column.codes) - 1)
    given = np.asarray(value)
    if (column.bounds or column.codes) and not np.all((given >= lowest) & (given <= highest)):
        raise ValueError(f"'{column.key}' accepts {lowest:g} to {highest:g} {column.unit}, not {value}")
    if np.dtype(column.dtype).kind in "iu" and not np.all(given == np.rint(given)):
        raise ValueError(f"'{column.key}' takes whole numbers ({column.unit}), not {value}")
    return value


class View(mesa.Agent):  # type: ignore[misc]  # Mesa has no types
    """One row of a table; equal to every other view of that row in that model."""

    __slots__ = ("model", "row")
    table: ClassVar[str] = ""
    pos: ClassVar[None] = None
    model: Any
    row: int

    def __init_subclass__(cls, *, table: str = "", **kwargs: Any) -> None:
        """Register the kind of agent that shows the rows of `table`."""
        super().__init_subclass__(**kwargs)
        if table:
            cls.table = table
            KINDS[table] = cls

    def __init__(self, model: Any, *args: Any, **kwargs: Any) -> None:
        raise DPICityError(
            f"a {type(self).__name__} cannot be made by hand: the city decides who lives and works in it. "
            f"Change the numbers in the scenario, or look one up: model.agents_by_type[{type(self).__name__}]"
        )

    @classmethod
    def at(cls, model: Any, row: int) -> Self:
        """The view of `row`, counted from 0."""
        view = object.__new__(cls)
        _set_model(view, model)
        _set_row(view, row)
        return view

    @property
    def city(self) -> City:
        """The city this agent is part of."""
        found: City = self.model.city
        return found

    @property
    def unique_id(self) -> int:
        """A number that no other agent of the model has; it never changes."""
        return first_id(self.city, self.table) + self.row

    def _rows(self) -> Table:
        found: Table = getattr(self.model.city, self.table)
        return found

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        table = self._rows()
        if name not in table.columns:
            raise AttributeError(self.unknown(name))
        return table.array(name)[self.row].item()

    def __setattr__(self, name: str, value: Any) -> None:
        table = self._rows()
        if name not in table.columns:
            raise AttributeError(self.unknown(name))
        table.array(name)[self.row] = accepted(table.columns[name], value)

    def unknown(self, name: str) -> str:
        """What to tell someone who asks for an attribute that is not there."""
        return f"{type(self).__name__} has no attribute '{name}'; {nearest(name, self._rows().columns)}"

    def word(self, name: str) -> str | float:
        """The value of a column as people say it: the name of a code, of a row, yes or no, or a number."""
        value = getattr(self, name)
        column = self._rows().columns[name]
        if column.codes:
            return str(column.codes[int(value)])
        if column.refers_to:
            return self._name_of(column.refers_to, int(value))
        if isinstance(value, bool):
            return "yes" if value else "no"
        return float(value)

    def _name_of(self, table: str, row: int) -> str:
        if row < 0:
            return "none"
        names = self.city.names.get(table, ())
        return names[row] if row < len(names) else f"{table} {row}"

    def describe(self) -> dict[str, str | float]:
        """Everything known about this agent, label by label, in words where there are words."""
        return {column.label: self.word(name) for name, column in self._rows().columns.items()}

    def remove(self) -> NoReturn:
        """Refused: people and offices do not leave the simulated city."""
        raise DPICityError(
            f"a {type(self).__name__} cannot be removed. To leave some out of a count, select the others: "
            "model.agents.select(lambda agent: …)"
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, View):
            return NotImplemented
        same_kind = self.table == other.table and self.row == other.row
        return bool(same_kind and self.model is other.model)

    def __hash__(self) -> int:
        return hash((id(self.model), self.table, self.row))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).at, (self.model, self.row)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.row} of {self.city.name}>"


_set_model = View.__dict__["model"].__set__  # past __setattr__, which writes columns
_set_row = View.__dict__["row"].__set__
