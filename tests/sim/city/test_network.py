"""Who knows whom: household, neighbours, colleagues, others."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from sim.city.graph import to_networkx
from sim.city.network import HOUSEHOLD, NEAR, RANDOM, WORK
from sim.city.synthesis import synthesise


@pytest.fixture(scope="module")
def ties(city):
    """Both ends and the kind of every entry of the table of contacts."""
    network = city.network
    ends = np.repeat(np.arange(len(city.residents)), network.degree())
    return ends, network.indices, network.kinds


def test_acquaintance_is_mutual_and_of_one_kind(city, ties):
    a, b, kind = ties
    n = len(city.residents)
    there, back = np.argsort(a.astype(np.int64) * n + b), np.argsort(b.astype(np.int64) * n + a)
    assert (a[there] == b[back]).all()
    assert (b[there] == a[back]).all()
    assert (kind[there] == kind[back]).all()


def test_nobody_knows_themselves_or_anybody_twice(city, ties):
    a, b, _ = ties
    assert not (a == b).any()
    assert np.unique(a.astype(np.int64) * len(city.residents) + b).size == a.size


def test_a_resident_knows_about_fifteen_others(city, ties):
    n = len(city.residents)
    assert city.network.degree().mean() == pytest.approx(15, abs=1)
    assert city.network.degree().min() >= 3
    share = np.bincount(ties[2]) / n
    assert share[HOUSEHOLD] == pytest.approx(2.57, abs=0.15)
    assert share[NEAR] == pytest.approx(6, abs=0.6)
    assert share[WORK] == pytest.approx(4, abs=0.6)
    assert share[RANDOM] == pytest.approx(3, abs=0.1)


def test_a_household_knows_one_another(city, ties):
    a, b, kind = ties
    household = city.residents.household
    assert ((household[a] == household[b]) == (kind == HOUSEHOLD)).all()
    size = np.bincount(household)[household]
    assert (np.bincount(a[kind == HOUSEHOLD], minlength=len(household)) == size - 1).all()


def test_neighbours_live_in_the_same_district_and_have_similar_incomes(city, ties):
    a, b, kind = ties
    r = city.residents
    near = kind == NEAR
    assert (r.district[a[near]] == r.district[b[near]]).all()
    assert 0.5 < np.corrcoef(r.rank[a[near]], r.rank[b[near]])[0, 1] < 0.95
    assert abs(np.corrcoef(r.rank[a[kind == RANDOM]], r.rank[b[kind == RANDOM]])[0, 1]) < 0.02


def test_colleagues_work_in_one_district_or_share_age_and_home_district(city, ties):
    a, b, kind = ties
    r, where = city.residents, city.businesses.district
    work = kind == WORK
    a, b = a[work], b[work]
    both = (r.firm[a] >= 0) & (r.firm[b] >= 0)
    assert (where[r.firm[a[both]]] == where[r.firm[b[both]]]).all()
    assert ((r.firm[a] >= 0) == (r.firm[b] >= 0)).all()
    assert (r.age[a[~both]] == r.age[b[~both]]).all()


def test_friends_of_friends_are_friends_far_more_often_than_by_chance(spec):
    """Chance alone would give mean degree / residents = .005."""
    graph = to_networkx(synthesise(spec, 3_000, 2))
    assert nx.average_clustering(graph) > 0.09


def test_the_city_is_one_world_with_short_paths(spec):
    graph = to_networkx(synthesise(spec, 3_000, 2))
    assert nx.is_connected(graph)
    lengths = nx.single_source_shortest_path_length(graph, 0)
    assert np.mean(list(lengths.values())) < 6
