"""The city's state: tables of plain arrays, each column declared with its meaning.

A rule writes in place (`r.trust += gain`). Binding a new array to a column (`r.trust = new`)
raises, because every view, kernel and recorder holds the old one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from sim.cells import Cells, cells_of
from sim.errors import RuleError, nearest

type Array = np.ndarray[Any, np.dtype[Any]]

TABLES = ("residents", "businesses", "agencies", "vendors", "districts", "points", "government")


@dataclass(frozen=True, slots=True)
class Column:
    """One fact about every row of a table.

    `start` is the value at month 0; None means that the synthesis of the city fills it.
    `monthly` columns return to `start` at the beginning of every month: policies and shocks write
    them, mechanisms read them, and when a policy ends its effect ends. `fixed` columns never
    change after month 0 and are shared between copies of a city. `codes` names the values of a
    categorical column; such a column with `tally` is counted by group every month, as a `stock`
    (a state that lasts) or a `flow` (an event of this month, 0 meaning nothing happened).
    """

    key: str
    dtype: Any
    label: str
    unit: str
    start: float | None = None
    bounds: tuple[float, float] | None = None
    monthly: bool = False
    fixed: bool = False
    codes: tuple[str, ...] = ()
    tally: str = ""
    refers_to: str = ""
    owner: str = ""
    table: str = field(init=False, repr=False, compare=False)  # to which it belongs
    name: str = field(init=False, repr=False, compare=False)  # within the table

    def __post_init__(self) -> None:
        table, _, name = self.key.partition(".")
        object.__setattr__(self, "table", table)
        object.__setattr__(self, "name", name)
        if table not in TABLES or not name.isidentifier():
            raise RuleError(f"Column '{self.key}': write 'table.name'; {nearest(table, TABLES)}")
        if self.monthly and self.start is None:
            raise RuleError(f"Column '{self.key}' is monthly and needs a start value")
        if self.tally not in ("", "stock", "flow") or (self.tally and not self.codes):
            raise RuleError(f"Column '{self.key}': tally is 'stock' or 'flow' and needs codes")


class Table:
    """Rows of one kind, a column per attribute: `city.residents.trust` is an array."""

    rows: int

    def __init__(self, name: str, rows: int) -> None:
        self.__dict__["name"] = name
        self.__dict__["rows"] = rows
        self.__dict__["columns"] = {}

    def __len__(self) -> int:
        return self.rows

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        known = self.__dict__.get("columns", {})
        raise AttributeError(f"{self.__dict__.get('name')} has no column '{name}'; {nearest(name, known)}")

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self.__dict__["columns"]:
            raise AttributeError(f"{self.name} has no column '{name}'; declare a Column for it")
        if value is not self.__dict__[name]:
            raise AttributeError(
                f"'{self.name}.{name}' cannot be rebound; write in place: {self.name}.{name}[:] = …"
            )

    def add(self, column: Column, values: Array | None = None) -> None:
        """Attach `column`, filled with `values` or with its start."""
        if column.name in self.columns:
            raise RuleError(f"Column '{column.key}' is declared twice")
        if values is None:
            if column.start is None:
                raise RuleError(f"Column '{column.key}' was not filled by the city's synthesis")
            array = np.full(len(self), column.start, column.dtype)
        else:
            array = np.ascontiguousarray(values, column.dtype)
            if array.shape != (len(self),):
                raise RuleError(f"Column '{column.key}' has {array.shape} values for {len(self)} rows")
        if column.fixed:
            array.flags.writeable = False
        self.columns[column.name] = column
        self.__dict__[column.name] = array

    def fork(self) -> Table:
        """An independent copy; columns that never change are shared."""
        twin = Table(self.name, len(self))
        twin.__dict__["columns"] = dict(self.columns)
        for name in self.columns:
            array = self.__dict__[name]
            twin.__dict__[name] = array.copy() if array.flags.writeable else array
        return twin

    def array(self, name: str) -> Array:
        """The array of one column."""
        found: Array = getattr(self, name)
        return found

    def arrays(self) -> dict[str, Array]:
        """Every column by name."""
        return {name: self.__dict__[name] for name in self.columns}


@dataclass(frozen=True, slots=True)
class Network:
    """Who knows whom: neighbours of row i are `indices[indptr[i]:indptr[i + 1]]`, both ways."""

    indptr: Array
    indices: Array
    kinds: Array  # 0 household, 1 near, 2 work, 3 random; one per entry of indices (empty in a market)

    def degree(self) -> Array:
        """How many contacts each resident has."""
        return np.diff(self.indptr)

    def neighbours(self, row: int) -> Array:
        """The rows of the residents whom `row` knows."""
        contacts: Array = self.indices[self.indptr[row] : self.indptr[row + 1]]
        return contacts


def market_of(shops: Array, businesses: int) -> Network:
    """The customers of each business, from the shops of each resident."""
    visits = np.argsort(shops.ravel(), kind="stable")
    starts = np.concatenate(([0], np.cumsum(np.bincount(shops.ravel(), minlength=businesses))))
    return Network(starts, (visits // shops.shape[1]).astype(np.int32), np.zeros(0, np.uint8))


@dataclass(frozen=True)
class Groups:
    """The population cut into groups, for every figure that says who is left behind.

    `codes[i, d]` is the row of `labels` that resident i belongs to in dimension d; group 0 is
    everybody. `dimension[g]` names the dimension of group g ("all", "sex", "age", …).
    """

    dimension: tuple[str, ...]
    labels: tuple[str, ...]
    codes: Array  # int16, residents × dimensions
    sizes: Array  # residents per group

    def of(self, dimension: str) -> list[int]:
        """The groups of one dimension, in order."""
        return [g for g, name in enumerate(self.dimension) if name == dimension]

    @cached_property
    def cells(self) -> Cells:
        """The cells that the groups are made of, worked out once for all copies of a city."""
        return cells_of(self.codes, len(self.labels))


@dataclass(slots=True)
class City:
    """All tables of one city at one moment, with its fixed network and groups.

    `weight` is how many real adults one simulated resident stands for: capacities, budgets and
    costs are entered and reported for the real city, whatever the number simulated.
    """

    name: str
    adults: float
    residents: Table
    businesses: Table
    agencies: Table
    vendors: Table
    districts: Table
    points: Table
    government: Table
    network: Network
    shops: Array  # int32, residents × 4: the businesses where each resident spends
    market: Network  # the other way round: the customers of each business
    groups: Groups
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)  # row names by table
    polygons: tuple[Any, ...] = ()
    month: int = 0

    @property
    def weight(self) -> float:
        """Real adults per simulated resident."""
        return self.adults / len(self.residents)

    def table(self, name: str) -> Table:
        """The table called `name`."""
        found: Table = getattr(self, name)
        return found

    def add_columns(self, columns: Iterable[Column]) -> None:
        """Attach the columns that rules declare, at their start values."""
        for column in columns:
            if column.name not in self.table(column.table).columns:
                self.table(column.table).add(column)

    def column(self, key: str) -> Array:
        """The array of a dotted column name, such as `residents.trust`."""
        table, _, name = key.partition(".")
        return self.table(table).array(name)

    def fork(self) -> City:
        """An independent copy of the whole city; what never changes is shared."""
        tables = {name: self.table(name).fork() for name in TABLES}
        return City(
            name=self.name, adults=self.adults, network=self.network, shops=self.shops, market=self.market,
            groups=self.groups, names=self.names, polygons=self.polygons, month=self.month, **tables,
        )  # fmt: skip
