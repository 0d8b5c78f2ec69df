"""The social network as a networkx graph, for inspection and classrooms."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np

from sim.tables import Array, City

KINDS = ("household", "near", "work", "random")
SHOWN = ("district", "household", "female", "age", "rank", "education", "skill", "trust")


def to_networkx(city: City, rows: Array | None = None, columns: tuple[str, ...] = SHOWN) -> nx.Graph[int]:
    """The residents in `rows` (all of them when left out) and the ties between them.

    Nodes are row numbers and carry `columns` (a code is given as its word); ties carry `kind`.
    A graph takes about 2 kB a resident, so choose rows in a large city.
    """
    chosen = np.arange(len(city.residents)) if rows is None else np.unique(np.asarray(rows))
    graph: nx.Graph[int] = nx.Graph(name=city.name)
    facts = {name: _words(city, name, chosen) for name in columns}
    for k, row in enumerate(chosen.tolist()):
        graph.add_node(row, **{name: values[k] for name, values in facts.items()})
    member = np.zeros(len(city.residents), np.bool_)
    member[chosen] = True
    network = city.network
    for row in chosen.tolist():
        lo, hi = network.indptr[row], network.indptr[row + 1]
        others, kinds = network.indices[lo:hi], network.kinds[lo:hi]
        kept = member[others] & (others > row)
        graph.add_edges_from(
            (row, other, {"kind": KINDS[kind]})
            for other, kind in zip(others[kept].tolist(), kinds[kept].tolist(), strict=True)
        )
    return graph


def _words(city: City, name: str, rows: Array) -> list[Any]:
    """One column for some rows as Python values; codes and districts as words."""
    column = city.residents.columns[name]
    values: list[Any] = city.residents.array(name)[rows].tolist()
    words = column.codes or city.names.get(column.refers_to, ())
    return [words[value] for value in values] if words else values
