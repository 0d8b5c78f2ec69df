"""Businesses, who works in them, and where residents spend."""

from __future__ import annotations

import numpy as np

from sim.city.assumptions import P
from sim.city.districts import CENTRE, Layout
from sim.city.fitting import whole_counts
from sim.city.places import scatter
from sim.city.population import Columns, shares
from sim.city.spec import CitySpec
from sim.city.traits import logistic, take
from sim.draws import Draws, uniform
from sim.kernels import equation, kernel, over_rows
from sim.tables import Array

SHOPS = 4  # three nearby and one anywhere


def found_firms(spec: CitySpec, layout: Layout, residents: int, draws: Draws) -> Columns:
    """District, place, size, registration and taste of every business; at least one in each district.

    More per adult in the centre; larger ones there too, and larger ones are registered more often.
    """
    b, districts = spec.businesses, len(spec.districts)
    extra = max(0, round(residents * b.per_adult.value) - districts)
    pull = np.where(layout.areas == CENTRE, P.centre_firms, 1.0)
    weight = shares(np.array([d.share for d in spec.districts]) * pull)
    counts = 1 + whole_counts(weight, extra, float(draws.uniform("city/firms", 1)[0]))
    district = np.repeat(np.arange(districts, dtype=np.int16), counts)
    n, luck = district.size, draws.uniform
    own, small, _ = shares(b.sizes.value)
    pull = P.centre_size * (layout.areas[district] == CENTRE)
    grown, large = (take(share, pull, luck("city/firm_size", n)) for share in (1 - own, 1 - own - small))
    size = grown.astype(np.uint8) + large.astype(np.uint8)
    formal = take(b.formal.value, P.formal_size * size, luck("city/firm_formal", n))
    x, y = scatter(layout, district, "city/firm_place", draws)
    return {"district": district, "x": x, "y": y, "size": size, "formal": formal,
            "taste": logistic(luck("city/firm_taste", n))}  # fmt: skip


@equation
def pick(running: Array, lo: int, hi: int, luck: float) -> int:
    """The row in lo..hi whose stretch of the running total of weights holds a random point; -1 if none.

    `running` has one entry more than rows: the weight of row k is running[k + 1] − running[k].
    """
    if not running[hi] > running[lo]:
        return -1
    point = running[lo] + luck * (running[hi] - running[lo])
    first, last = lo, hi - 1
    while first < last:
        middle = (first + last) // 2
        if running[middle + 1] > point:
            last = middle
        else:
            first = middle + 1
    return first


@kernel
def _hire(
    lo: int, hi: int, where: np.uint64, which: np.uint64, nearby: float, work: Array, district: Array,
    informal: Array, formal: Array, start: Array, firm: Array,
) -> None:  # fmt: skip
    for i in range(lo, hi):
        firm[i] = -1
        if work[i] > 0:
            running = formal if work[i] == 2 else informal
            d = district[i]
            if uniform(where, i) < nearby:
                firm[i] = pick(running, start[d], start[d + 1], uniform(which, i))
            if firm[i] < 0:
                firm[i] = pick(running, 0, running.size - 1, uniform(which, i))


def add_workplaces(people: Columns, firms: Columns, districts: int, draws: Draws) -> None:
    """Formal workers work in registered businesses, informal ones in the others, by number of jobs.

    Half of them in their home district (if it has such a business), the rest anywhere. In a city
    too small to have businesses of one kind, its workers have no workplace.
    """
    jobs = np.array([1.0, P.jobs_small, P.jobs_large])[firms["size"]]
    formal, informal = (running_total(jobs * kind) for kind in (firms["formal"], ~firms["formal"]))
    firm = np.empty(people["work"].size, np.int32)
    over_rows(_hire, firm.size, draws.key("city/commute"), draws.key("city/job"), P.work_nearby, people["work"],
              people["district"], informal, formal, starts(firms, districts), firm)  # fmt: skip
    people["firm"] = firm


@kernel
def _spend(
    lo: int, hi: int, where: Array, which: Array, home: float, district: Array, nearest: Array,
    running: Array, start: Array, shops: Array,
) -> None:  # fmt: skip
    for i in range(lo, hi):
        for k in range(SHOPS - 1):
            d, luck = district[i], uniform(where[k], i)
            if luck >= home:
                d = nearest[d, int((luck - home) / (1 - home) * nearest.shape[1])]
            shops[i, k] = pick(running, start[d], start[d + 1], uniform(which[k], i))
        shops[i, SHOPS - 1] = pick(running, 0, running.size - 1, uniform(which[SHOPS - 1], i))


def choose_shops(people: Columns, firms: Columns, layout: Layout, draws: Draws) -> Array:
    """The businesses where each resident spends: three in the home or a near district, one anywhere.

    Larger businesses have more customers. A resident may name one business twice.
    """
    visits = np.array([1.0, P.visits_small, P.visits_large])[firms["size"]]
    where = np.array([draws.key(f"city/shop_district_{k}") for k in range(SHOPS)])
    which = np.array([draws.key(f"city/shop_{k}") for k in range(SHOPS)])
    shops = np.empty((people["district"].size, SHOPS), np.int32)
    over_rows(_spend, len(shops), where, which, P.shop_home, people["district"], layout.nearest(),
              running_total(visits), starts(firms, len(layout.polygons)), shops)  # fmt: skip
    return shops


def running_total(weights: Array) -> Array:
    """0, w_0, w_0 + w_1, …"""
    return np.concatenate([[0.0], np.cumsum(weights)])


def starts(firms: Columns, districts: int) -> Array:
    """The first business of each district, and the number of businesses at the end."""
    edges: Array = np.searchsorted(firms["district"], np.arange(districts + 1)).astype(np.int64)
    return edges
