"""Mesa's agent set at the speed of arrays.

`len`, `get`, `agg`, `set`, `sort`, `shuffle`, `groupby` by name and `select` by a boolean array go to
the columns and make no agent; a Python function is asked agent by agent, as in Mesa.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, Self

import numpy as np
from mesa.agentset import GroupBy

from sim.agents.members import Members, Places
from sim.agents.views import View, accepted, first_id
from sim.tables import Array

MISSING: Any = object()
"""Says that an attribute without a column is an error."""
MOST_SMALL = 2**16


def _from_numpy(function: Callable[..., Any]) -> bool:
    """Whether a function takes arrays: `np.mean`, `np.add.reduce`, …"""
    home = getattr(function, "__module__", None) or type(getattr(function, "__self__", None)).__module__
    return home.partition(".")[0] == "numpy"


class ArrayGroups(GroupBy):  # type: ignore[misc]  # Mesa has no types
    """Mesa's groups of agents, aggregated without making any agent."""

    def agg(self, attr_name: str, func: Callable[..., Any]) -> dict[Any, Any]:
        """One aggregate per group."""
        if all(isinstance(group, ArrayAgents) for group in self.groups.values()):
            return {key: group.agg(attr_name, func) for key, group in self.groups.items()}
        found: dict[Any, Any] = super().agg(attr_name, func)
        return found


class ArrayAgents(Members):
    """Some or all agents of a model, read and written column by column."""

    def values(self, name: str) -> Array:
        """One attribute of every member as an array that cannot be written."""
        pieces = [(places, np.asarray(self._read(kind, rows, name))) for kind, places, rows in self.parts()]
        kind_of_number = np.result_type(*(piece for _, piece in pieces)) if pieces else np.float64
        found = pieces[0][1].view() if len(pieces) == 1 else np.empty(len(self), kind_of_number)
        if len(pieces) > 1:
            for places, piece in pieces:
                found[places] = piece
        found.flags.writeable = False
        return found

    def _read(self, kind: type[View], rows: Places, name: str, default: Any = MISSING) -> Any:
        """One attribute of some rows: an array where there is a column, else a list, agent by agent."""
        table = self.model.city.table(kind.table)
        if name in table.columns:
            return table.array(name)[rows]
        numbers = np.arange(len(table))[rows]
        if name == "unique_id":
            return numbers + first_id(self.model.city, kind.table)
        if default is not MISSING and not hasattr(kind, name):
            return [default] * numbers.size
        return [getattr(kind.at(self.model, row), name) for row in numbers.tolist()]

    def get(
        self, attr_names: str | list[str], handle_missing: Literal["error", "default"] = "error",
        default_value: Any = None,
    ) -> list[Any]:  # fmt: skip
        """The attribute of every member, or for several names a list of attributes each, as in Mesa."""
        if handle_missing not in ("error", "default"):
            raise ValueError(f"handle_missing is 'error' or 'default', not '{handle_missing}'")
        if not isinstance(attr_names, str):
            columns = [self.get(name, handle_missing, default_value) for name in attr_names]
            return [list(row) for row in zip(*columns, strict=True)]
        default = MISSING if handle_missing == "error" else default_value
        read = [(places, self._read(kind, rows, attr_names, default)) for kind, places, rows in self.parts()]
        lists = [(p, v.tolist() if isinstance(v, np.ndarray) else v) for p, v in read]
        if len(lists) == 1:
            return list(lists[0][1])
        found = np.empty(len(self), object)
        for places, values in lists:
            found[places] = values
        return list(found)

    def agg(self, attribute: str, func: Any) -> Any:
        """Aggregate an attribute; NumPy's functions get an array, all others a list as in Mesa."""
        if not callable(func):
            return [self.agg(attribute, one) for one in func]
        if not _from_numpy(func):
            return func(self.get(attribute))
        values = self.values(attribute)
        return func(values.astype(np.float64) if values.dtype.kind == "f" else values)

    def set(self, attr_name: str, value: Any) -> Self:
        """Write one value, or an array with a value for each member, into a column."""
        for kind, places, rows in self.parts():
            table = self.model.city.table(kind.table)
            if attr_name not in table.columns:
                raise AttributeError(kind.at(self.model, 0).unknown(attr_name))
            own = value[places] if isinstance(value, np.ndarray) and value.ndim else value
            table.array(attr_name)[rows] = accepted(table.columns[attr_name], own)
        return self

    def select(
        self, filter_func: Callable[[Any], bool] | Array | None = None, at_most: float = float("inf"),
        inplace: bool = False, agent_type: type[View] | None = None,
    ) -> Self:  # fmt: skip
        """The members that pass a function or a boolean array, are of a type, and are among the first few.

        `at_most` is a number, or as a float up to 1.0 a share of the members before the selection.
        """
        most = int(len(self) * at_most) if isinstance(at_most, float) and at_most <= 1.0 else at_most
        chosen = np.ones(len(self), np.bool_)
        if agent_type is not None:
            for kind, places, _ in self.parts():
                chosen[places] = issubclass(kind, agent_type)
        if isinstance(filter_func, np.ndarray):
            chosen &= filter_func
        elif filter_func is not None:
            of_type = np.flatnonzero(chosen)
            passed = (bool(filter_func(agent)) for agent in self._of(self.numbers[of_type]))
            chosen[of_type] = np.fromiter(passed, np.bool_, of_type.size)
        kept = self.numbers[chosen]
        return self._keep(kept if most >= kept.size else kept[: int(most)], inplace)

    def groupby(
        self, by: str | Callable[[Any], Any], result_type: Literal["agentset", "list"] = "agentset"
    ) -> ArrayGroups:
        """Groups by an attribute or a function, in the order in which they first appear."""
        places = _places_by_value(self.values(by)) if isinstance(by, str) else _places_by_key(self.map(by))
        numbers = self.numbers
        groups = {key: self._of(numbers[where]) for key, where in places.items()}
        if result_type == "list":
            return ArrayGroups({key: group.to_list() for key, group in groups.items()})
        return ArrayGroups(groups)

    def shuffle(self, inplace: bool = False) -> Self:
        """The same members in an order drawn from the model's generator."""
        luck = np.random.default_rng(self.random.getrandbits(64))
        return self._keep(luck.permutation(self.numbers), inplace)

    def sort(self, key: str | Callable[[Any], Any], ascending: bool = False, inplace: bool = False) -> Self:
        """The members by an attribute or a function, highest first unless `ascending`."""
        keys = self.values(key) if isinstance(key, str) else np.asarray(self.map(key))
        ranks = np.unique(keys, return_inverse=True)[1]
        order = np.argsort(ranks if ascending else -ranks, kind="stable")
        return self._keep(self.numbers[order], inplace)

    def map(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> list[Any]:
        """What a method or a function returns for each member."""
        if isinstance(method, str):
            return [getattr(agent, method)(*args, **kwargs) for agent in self]
        return [method(agent, *args, **kwargs) for agent in self]

    def do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Self:
        """Call a method or a function on each member."""
        for agent in self:
            if isinstance(method, str):
                getattr(agent, method)(*args, **kwargs)
            else:
                method(agent, *args, **kwargs)
        return self

    def shuffle_do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Self:
        """Call a method or a function on each member in a drawn order."""
        self.shuffle().do(method, *args, **kwargs)
        return self


def _places_by_value(values: Array) -> dict[Any, Array]:
    """Where each value stands, values in the order of their first appearance."""
    if not values.size:
        return {}
    found, first, inverse = np.unique(values, return_index=True, return_inverse=True)
    small = inverse.astype(np.uint16) if found.size <= MOST_SMALL else inverse  # small ones sort faster
    runs = np.split(np.argsort(small, kind="stable"), np.cumsum(np.bincount(inverse))[:-1])
    return {found[g].item(): runs[g] for g in np.argsort(first, kind="stable")}


def _places_by_key(keys: list[Any]) -> dict[Any, list[int]]:
    """Where each key stands, keys in the order of their first appearance."""
    places: dict[Any, list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    return places


def all_agents(model: Any) -> ArrayAgents:
    """Residents, businesses and agencies of a model, in this order."""
    return ArrayAgents(model)
