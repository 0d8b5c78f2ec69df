"""Sets of agents held as numbers: Mesa's agent set at the speed of arrays.

A set is an ordered list of agent numbers (`unique_id − 1`), a mere range when it is whole. `len`,
`get`, `agg`, `set`, `sort`, `shuffle` and `groupby` by name go to the columns; only iterating, or
passing a Python function, makes agents, one at a time.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Self

import numpy as np
from mesa.agentset import AbstractAgentSet, GroupBy

from sim.tables import Array, Column
from sim.views import KINDS, View, accepted, first_id

type Places = slice | Array
type Part = tuple[type[View], Places, Places]  # kind, places in the set, rows in its table

MISSING: Any = object()


def _from_numpy(function: Callable[..., Any]) -> bool:
    home = getattr(function, "__module__", None) or type(getattr(function, "__self__", None)).__module__
    return home.partition(".")[0] == "numpy"


class ArrayGroups(GroupBy):  # type: ignore[misc]
    """Mesa's groups of agents, aggregated without making any agent."""

    def agg(self, attr_name: str, func: Callable[..., Any]) -> dict[Any, Any]:
        """One aggregate per group."""
        if all(isinstance(group, ArrayAgents) for group in self.groups.values()):
            return {key: group.agg(attr_name, func) for key, group in self.groups.items()}
        found: dict[Any, Any] = super().agg(attr_name, func)
        return found


class ArrayAgents(AbstractAgentSet):  # type: ignore[misc]
    """An ordered set of agents of one model; changing the set never changes the city."""

    def __init__(self, model: Any, kind: type[View] | None = None, ids: range | Array | None = None) -> None:
        self.model = model
        if ids is None:
            tables = [kind.table] if kind else list(KINDS)
            first, last = first_id(model.city, tables[0]), first_id(model.city, tables[-1])
            ids = range(first - 1, last - 1 + len(model.city.table(tables[-1])))
        self._ids: range | Array = ids

    @property
    def random(self) -> Any:
        """The model's generator; it orders shuffles and decides nothing in the city."""
        return self.model.random

    @property
    def ids(self) -> Array:
        """The members' `unique_id`s, in order."""
        return np.asarray(self._ids, np.int64) + 1

    def _of(self, ids: range | Array) -> Self:
        return type(self)(self.model, ids=ids)

    def _keep(self, ids: range | Array, inplace: bool) -> Self:
        if not inplace:
            return self._of(ids)
        self._ids = ids
        return self

    def _parts(self) -> Iterator[Part]:
        """The members kind by kind."""
        ids = self._ids
        for table, kind in KINDS.items():
            first = first_id(self.model.city, table) - 1
            after = first + len(self.model.city.table(table))
            if isinstance(ids, range):
                lo, hi = max(ids.start, first), min(ids.stop, after)
                if lo < hi:
                    yield kind, slice(lo - ids.start, hi - ids.start), slice(lo - first, hi - first)
                continue
            here = (ids >= first) & (ids < after)
            if here.all() and ids.size:
                yield kind, slice(0, ids.size), ids - first
            elif here.any():
                yield kind, np.flatnonzero(here), ids[here] - first

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[View]:
        model, city = self.model, self.model.city
        spans = [(first_id(city, table) - 1, kind) for table, kind in KINDS.items()][::-1]
        for number in self._ids if isinstance(self._ids, range) else self._ids.tolist():
            for first, kind in spans:
                if number >= first:
                    yield kind.at(model, number - first)
                    break

    def __contains__(self, agent: object) -> bool:
        if not isinstance(agent, View) or agent.model is not self.model:
            return False
        number = agent.unique_id - 1
        return number in self._ids if isinstance(self._ids, range) else bool(np.any(self._ids == number))

    def to_list(self) -> list[View]:
        """Every member as an agent."""
        return list(self)

    def __getitem__(self, item: int | slice) -> Any:
        if isinstance(item, slice):
            return self._of(np.asarray(self._ids, np.int64)[item])
        return next(iter(self._of(np.asarray([self._ids[item]], np.int64))))

    def _column(self, kind: type[View], name: str) -> Column | None:
        found: Column | None = self.model.city.table(kind.table).columns.get(name)
        return found

    def array(self, name: str) -> Array:
        """One attribute of every member as a read-only array."""
        parts = list(self._parts())
        pieces = [(places, np.asarray(self._values(kind, rows, name))) for kind, places, rows in parts]
        if len(pieces) == 1:
            values = pieces[0][1].view()
        else:
            values = np.empty(len(self), np.result_type(*(v for _, v in pieces)) if pieces else np.float64)
            for places, piece in pieces:
                values[places] = piece
        values.flags.writeable = False
        return values

    def _values(self, kind: type[View], rows: Places, name: str, default: Any = MISSING) -> Any:
        """One attribute of some rows: an array if it is a column, else a list asked agent by agent."""
        table = self.model.city.table(kind.table)
        numbers = np.arange(len(table))[rows]
        if name in table.columns:
            return table.array(name)[rows]
        if name == "unique_id":
            return numbers + first_id(self.model.city, kind.table)
        if not hasattr(kind, name) and default is not MISSING:
            return [default] * numbers.size
        return [getattr(kind.at(self.model, row), name) for row in numbers.tolist()]

    def get(self, attr_names: Any, handle_missing: str = "error", default_value: Any = None) -> list[Any]:
        """The attribute of every member, or a list of attributes each, as in Mesa."""
        if handle_missing not in ("error", "default"):
            raise ValueError(
                f"Unknown handle_missing option: {handle_missing}, should be one of 'error' or 'default'"
            )
        if not isinstance(attr_names, str):
            columns = [self.get(name, handle_missing, default_value) for name in attr_names]
            return [list(values) for values in zip(*columns, strict=True)]
        default = MISSING if handle_missing == "error" else default_value
        pieces = [(p, self._values(kind, rows, attr_names, default)) for kind, p, rows in self._parts()]
        lists = [(p, v.tolist() if isinstance(v, np.ndarray) else v) for p, v in pieces]
        if len(lists) == 1:
            return list(lists[0][1])
        mixed = np.empty(len(self), object)
        for places, values in lists:
            mixed[places] = values
        found: list[Any] = mixed.tolist()
        return found

    def agg(self, attribute: str, func: Any) -> Any:
        """Aggregate an attribute; NumPy's functions get the array, other functions a list as in Mesa."""
        if not callable(func):
            return [self.agg(attribute, one) for one in func]
        if not _from_numpy(func):
            return func(self.get(attribute))
        values = self.array(attribute)
        return func(values.astype(np.float64) if values.dtype.kind == "f" else values)

    def set(self, attr_name: str, value: Any) -> Self:
        """Write one value, or an array with a value for each member, into a column."""
        for kind, places, rows in self._parts():
            column = self._column(kind, attr_name)
            if column is None:
                setattr(kind.at(self.model, 0), attr_name, value)  # raises, naming the nearest column
                continue
            own = value[places] if isinstance(value, np.ndarray) and value.ndim else value
            self.model.city.table(kind.table).array(attr_name)[rows] = accepted(column, own)
        return self

    def select(
        self, filter_func: Callable[[Any], bool] | Array | None = None, at_most: float = float("inf"),
        inplace: bool = False, agent_type: type[View] | None = None,
    ) -> Self:  # fmt: skip
        """The members that pass a function or a boolean array, are of a type, and at most so many."""
        most = int(len(self) * at_most) if isinstance(at_most, float) and at_most <= 1.0 else at_most
        chosen = np.ones(len(self), np.bool_)
        if agent_type is not None:
            chosen[:] = False
            for kind, places, _ in self._parts():
                chosen[places] = issubclass(kind, agent_type)
        if isinstance(filter_func, np.ndarray):
            chosen &= filter_func
        elif filter_func is not None:
            chosen &= np.fromiter((bool(filter_func(agent)) for agent in self), np.bool_, len(self))
        kept = np.asarray(self._ids, np.int64)[chosen]
        return self._keep(kept if most == float("inf") else kept[: int(most)], inplace)

    def groupby(self, by: str | Callable[[Any], Any], result_type: str = "agentset") -> ArrayGroups:
        """Groups by an attribute or a function, in the order in which they first appear."""
        keys = self.array(by) if isinstance(by, str) else self.map(by)
        places: dict[Any, Any] = {}
        if isinstance(keys, np.ndarray):
            values, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
            runs = np.split(np.argsort(inverse, kind="stable"), np.cumsum(np.bincount(inverse))[:-1])
            places = {values[g].item(): runs[g] for g in np.argsort(first, kind="stable")}
        else:
            for place, key in enumerate(keys):
                places.setdefault(key, []).append(place)
        ids = np.asarray(self._ids, np.int64)
        groups = {key: self._of(ids[where]) for key, where in places.items()}
        if result_type == "list":
            return ArrayGroups({key: group.to_list() for key, group in groups.items()})
        return ArrayGroups(groups)

    def shuffle(self, inplace: bool = False) -> Self:
        """The same members in an order drawn from the model's generator."""
        luck = np.random.default_rng(self.random.getrandbits(64))
        return self._keep(luck.permutation(np.asarray(self._ids, np.int64)), inplace)

    def sort(self, key: str | Callable[[Any], Any], ascending: bool = False, inplace: bool = False) -> Self:
        """The members by an attribute or a function, highest first unless `ascending`."""
        keys = self.array(key) if isinstance(key, str) else np.asarray(self.map(key))
        ranks = np.unique(keys, return_inverse=True)[1]
        order = np.argsort(ranks if ascending else -ranks, kind="stable")
        return self._keep(np.asarray(self._ids, np.int64)[order], inplace)

    def map(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> list[Any]:
        """What a method or a function returns for each member."""
        if isinstance(method, str):
            return [getattr(agent, method)(*args, **kwargs) for agent in self]
        return [method(agent, *args, **kwargs) for agent in self]

    def do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Self:
        """Call a method or a function on each member."""
        self.map(method, *args, **kwargs)
        return self

    def shuffle_do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Self:
        """Call a method or a function on each member in a drawn order."""
        self.shuffle().map(method, *args, **kwargs)
        return self

    def copy(self) -> Self:
        """A set of its own with the same members."""
        return self._of(self._ids)

    __copy__ = copy

    def _from_iterable(self, agents: Iterable[View]) -> Self:
        numbers = dict.fromkeys(agent.unique_id - 1 for agent in agents)
        return self._of(np.fromiter(numbers, np.int64, len(numbers)))

    def _update(self, agents: Iterable[View]) -> Self:
        self._ids = self._from_iterable(agents)._ids
        return self

    def add(self, agent: View) -> None:
        """Put an agent of the same model into this set; the city stays as it is."""
        if agent.model is not self.model:
            raise ValueError("an agent of another model cannot join this set")
        if agent not in self:
            self._ids = np.append(np.asarray(self._ids, np.int64), agent.unique_id - 1)

    def discard(self, agent: View) -> None:
        """Take an agent out of this set if it is there; the city stays as it is."""
        if agent in self:
            ids = np.asarray(self._ids, np.int64)
            self._ids = ids[ids != operator.attrgetter("unique_id")(agent) - 1]

    def remove(self, agent: View) -> None:
        """Take an agent out of this set; the city stays as it is."""
        if agent not in self:
            raise KeyError(agent)
        self.discard(agent)


def all_agents(model: Any) -> ArrayAgents:
    """Residents, businesses and agencies of a model, in this order."""
    return ArrayAgents(model)
