"""Who knows whom: household, neighbours, colleagues and a few others anywhere in the city."""

from __future__ import annotations

import numpy as np

from sim.city.assumptions import P
from sim.city.population import Columns
from sim.draws import Draws, uniform
from sim.kernels import equation, kernel
from sim.tables import Array, Network

HOUSEHOLD, NEAR, WORK, RANDOM = range(4)


@equation
def _link(a: int, b: int, kind: int, counting: bool, cursor: Array, indices: Array, kinds: Array) -> None:
    """One tie, entered for both; the first pass counts and the second one writes."""
    if a == b:
        return
    if not counting:
        indices[cursor[a]], indices[cursor[b]] = b, a
        kinds[cursor[a]] = kinds[cursor[b]] = kind
    cursor[a] += 1
    cursor[b] += 1


@kernel
def _home_and_near(
    counting: bool, keys: Array, links: int, reach: int, household: Array, district: Array, cursor: Array,
    indices: Array, kinds: Array,
) -> None:  # fmt: skip
    """Everybody in the household, and `links` residents a little further on in the neighbourhood order."""
    n = household.size
    first = 0
    for i in range(n):
        if household[i] != household[first]:
            first = i
        last = i + 1
        while last < n and household[last] == household[i]:
            _link(i, last, HOUSEHOLD, counting, cursor, indices, kinds)
            last += 1
        for k in range(links):
            step = int(uniform(keys[k], i) * reach)
            j = last + step
            if j >= n or district[j] != district[i]:
                j = first - 1 - step
            if j >= 0 and district[j] == district[i]:
                _link(i, j, NEAR, counting, cursor, indices, kinds)


@kernel
def _work_and_random(
    counting: bool, keys: Array, links: int, more: float, bench: Array, circle: Array, cursor: Array,
    indices: Array, kinds: Array,
) -> None:  # fmt: skip
    """The next `links` on the bench of the same circle, and floor(more + luck) others anywhere."""
    n = bench.size
    for t in range(n):
        for s in range(t + 1, min(t + 1 + links, n)):
            if circle[bench[s]] == circle[bench[t]]:
                _link(bench[t], bench[s], WORK, counting, cursor, indices, kinds)
    for i in range(n):
        for k in range(int(more + uniform(keys[0], i))):
            _link(i, int(uniform(keys[k + 1], i) * n), RANDOM, counting, cursor, indices, kinds)


@kernel
def _tidy(indptr: Array, indices: Array, kinds: Array) -> int:
    """Sort each row by neighbour, keep a tie met twice once (as its closest kind), close the gaps."""
    out = 0
    lo = indptr[0]
    for i in range(indptr.size - 1):
        hi = indptr[i + 1]
        for e in range(lo + 1, hi):
            j, kind, f = indices[e], kinds[e], e
            while f > lo and (indices[f - 1] > j or (indices[f - 1] == j and kinds[f - 1] > kind)):
                indices[f], kinds[f] = indices[f - 1], kinds[f - 1]
                f -= 1
            indices[f], kinds[f] = j, kind
        indptr[i] = out
        for e in range(lo, hi):
            if out == indptr[i] or indices[e] != indices[out - 1]:
                indices[out], kinds[out] = indices[e], kinds[e]
                out += 1
        lo = hi
    indptr[indptr.size - 1] = out
    return out


def circles(people: Columns, firm_district: Array) -> tuple[Array, Array]:
    """The order in which residents sit beside colleagues, and the circle within which they know them.

    Workers sit by workplace; their circle is the district of the workplace, so that the own-account
    know the stall next door. The others (students, carers, pensioners) sit, and have their circle,
    with those of their own district and age.
    """
    firm, districts = people["firm"], int(firm_district[-1]) + 1
    idle = districts + people["district"].astype(np.int32) * 4 + people["age"]
    circle = np.where(firm >= 0, firm_district[np.maximum(firm, 0)], idle).astype(np.int32)
    seat = np.where(firm >= 0, firm, firm_district.size + idle).astype(np.int32)
    return np.argsort(seat, kind="stable").astype(np.int32), circle


def build_network(people: Columns, firm_district: Array, draws: Draws) -> Network:
    """Four layers of ties as one symmetric table of contacts, about 15 for each resident.

    Household: everybody in it (2 or 3). Near: 3 chosen and 3 who choose, within 24 rows in the
    neighbourhood order of the district, which follows income (homophily). Work: 2 and 2 in the same
    circle. Random: 1½ and 1½ anywhere. Ties are a function of the draws, so the first pass counts
    them and the second writes them, with no list of ties in between.
    """
    n = people["household"].size
    bench, circle = circles(people, firm_district)
    near = np.array([draws.key(f"city/near_{k}") for k in range(int(P.near_links))])
    far = np.array([draws.key(f"city/random_{k}") for k in range(int(P.random_links) + 2)])
    cursor = np.zeros(n + 1, np.int32)
    indices, kinds = np.empty(0, np.int32), np.empty(0, np.uint8)
    indptr = np.zeros(n + 1, np.int32)
    for counting in (True, False):
        _home_and_near(counting, near, int(P.near_links), int(P.near_reach), people["household"],
                       people["district"], cursor, indices, kinds)  # fmt: skip
        _work_and_random(
            counting, far, int(P.work_links), P.random_links, bench, circle, cursor, indices, kinds
        )
        if counting:
            np.cumsum(cursor[:-1], out=indptr[1:])
            cursor[:] = indptr
            indices, kinds = np.empty(int(indptr[-1]), np.int32), np.empty(int(indptr[-1]), np.uint8)
    size = _tidy(indptr, indices, kinds)
    return Network(indptr, indices[:size].copy(), kinds[:size].copy())
