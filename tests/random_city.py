"""A small city filled with random but valid values, for laws that must hold in any city.

Every column of the model is there. What a column says about itself (codes, bounds, the table it
refers to) decides what its values may be; nothing here knows any rule.
"""

from __future__ import annotations

import numpy as np

from sim.city.columns import COLUMNS
from sim.registry import registry
from sim.rules import Aim
from sim.tables import TABLES, Array, City, Column, Groups, Network, Table, market_of

ROWS = {
    "residents": 400, "businesses": 60, "agencies": 6, "vendors": 4, "districts": 5, "points": 12,
    "government": 1,
}  # fmt: skip


def random_values(column: Column, rows: int, rng: np.random.Generator) -> Array | None:
    """Valid values for one column; None leaves it at its start."""
    if column.name.startswith(("live_", "open_")):
        return np.ones(rows, np.bool_)
    if column.refers_to:
        return rng.integers(0, ROWS[column.refers_to], rows)
    if column.codes:
        return rng.integers(0, len(column.codes), rows)
    if np.dtype(column.dtype) == np.bool_:
        return rng.random(rows) < 0.5
    if column.bounds is not None:
        low, high = column.bounds
        return low + (high - low) * rng.random(rows)
    if column.start is not None:
        return None
    return rng.integers(1, 5, rows) if np.dtype(column.dtype).kind in "iu" else 0.5 + rng.random(rows)


def random_network(rows: int, rng: np.random.Generator) -> Network:
    """About six contacts each, known both ways."""
    pairs = np.unique(np.sort(rng.integers(0, rows, (3 * rows, 2)), axis=1), axis=0)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    both = np.concatenate((pairs, pairs[:, ::-1]))
    both = both[np.lexsort((both[:, 1], both[:, 0]))]
    indptr = np.concatenate(([0], np.cumsum(np.bincount(both[:, 0], minlength=rows))))
    return Network(indptr.astype(np.int32), both[:, 1].astype(np.int32), np.zeros(len(both), np.uint8))


def random_city(seed: int = 0, adults: float = 40_000, **rows: int) -> City:
    """A city of 400 residents in month 1, or with other numbers of rows."""
    rng = np.random.default_rng(seed)
    sizes = {**ROWS, **rows}
    tables = {name: Table(name, sizes[name]) for name in TABLES}
    for column in (*COLUMNS, *registry().columns.values()):
        table = tables[column.table]
        table.add(column, random_values(column, len(table), rng))
    people = tables["residents"]
    np.minimum(people.trained, people.skill, out=people.trained)  # a part is no larger than the whole
    number = len(people)
    groups = Groups(("all",), ("everybody",), np.zeros((number, 1), np.int16), np.array([number]))
    shops = rng.integers(0, sizes["businesses"], (number, 4)).astype(np.int32)
    return City(
        name="Anywhere", adults=adults, network=random_network(number, rng), shops=shops,
        market=market_of(shops, sizes["businesses"]), groups=groups, month=1, **tables,
    )  # fmt: skip


def everyone(city: City, stream: str, *, strength: float = 1.0, months_on: int = 0) -> Aim:
    """An aim that admits every row."""
    masks = [np.ones(len(t), np.bool_) for t in (city.residents, city.districts, city.businesses)]
    return Aim(strength, *masks, months_on, stream)
