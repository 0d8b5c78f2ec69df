"""The social network as a graph for inspection."""

from __future__ import annotations

import numpy as np

from sim.city.graph import to_networkx


def test_a_resident_and_their_contacts_can_be_drawn(city):
    rows = np.append(city.network.neighbours(42), 42)
    graph = to_networkx(city, rows)
    assert set(graph) == set(rows.tolist())
    assert set(graph[42]) == set(city.network.neighbours(42).tolist())
    assert {kind for _, _, kind in graph.edges(data="kind")} <= {"household", "near", "work", "random"}


def test_nodes_say_who_they_are_in_words(city):
    node = to_networkx(city, np.array([0])).nodes[0]
    assert node["district"] == "Old Port"
    assert node["age"] in ("15-24", "25-44", "45-59", "60+")
    assert isinstance(node["trust"], float)


def test_the_whole_city_has_every_tie_once(city):
    graph = to_networkx(city, columns=())
    assert graph.number_of_nodes() == len(city.residents)
    assert 2 * graph.number_of_edges() == city.network.indices.size
