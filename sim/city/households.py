"""Households of three or four adults who share an income, a home and a place in the memory order."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from sim.city.assumptions import P
from sim.city.population import Columns, sigma
from sim.city.spec import CitySpec
from sim.draws import Draws
from sim.tables import Array


def form_households(people: Columns, districts: int, draws: Draws) -> None:
    """Put residents into households of similar income and in neighbourhood order, in place.

    Within a district, residents in income order are cut into households of three or four, and the
    households are then put in the order of h·z + √(1 − h²)·noise, where z is the normal score of
    their income and h the homophily. Rows of a household, and of neighbours, are therefore adjacent.
    `level` becomes the household's mean and `household` is numbered in row order.
    """
    order = np.argsort(people["district"] + people["level"], kind="stable")
    number = cut(np.bincount(people["district"], minlength=districts))
    homes = int(number[-1]) + 1
    first = np.searchsorted(number, np.arange(homes))
    size = np.diff(first, append=number.size)
    level = np.add.reduceat(people["level"][order], first) / size
    score = P.homophily * ndtri(np.clip(level, 1e-9, 1 - 1e-9))
    score += np.sqrt(1 - P.homophily**2) * ndtri(draws.uniform("city/neighbourhood", homes).clip(1e-12))
    queue = np.lexsort((score, people["district"][order][first]))
    rows = _rows(first[queue], size[queue])
    for name in ("district", "age", "female"):
        people[name] = people[name][order[rows]]
    people["level"] = np.repeat(level[queue], size[queue])
    people["household"] = np.repeat(np.arange(homes, dtype=np.int32), size[queue])


def cut(counts: Array) -> Array:
    """Household number of every resident when each district's rows are cut evenly into 3s and 4s."""
    homes = np.maximum(1, np.round(counts / P.household).astype(np.int64)) * (counts > 0)
    start = np.cumsum(homes) - homes
    place = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    number: Array = np.repeat(start, counts) + place * np.repeat(homes, counts) // np.repeat(counts, counts)
    return number


def _rows(first: Array, size: Array) -> Array:
    """The rows first, first + 1, … of every household in turn."""
    ends = np.cumsum(size)
    rows: Array = np.repeat(first - (ends - size), size) + np.arange(int(ends[-1]))
    return rows


def add_incomes(people: Columns, spec: CitySpec) -> None:
    """Income order, fifth and income in US$ a month per adult.

    `rank` is the place in the city's order, (k + ½) / N. Income is median · exp(σ z) with z the
    normal score of the household's mean rank, so that the median and the Gini are those of the file.
    """
    n = people["level"].size
    rank = np.empty(n)
    rank[np.argsort(people["level"], kind="stable")] = (np.arange(n) + 0.5) / n
    household = people["household"]
    mean = np.bincount(household, rank) / np.bincount(household)
    spread = sigma(spec.income.gini.value)
    people["rank"] = rank
    people["fifth"] = np.minimum(rank * 5, 4).astype(np.uint8)
    people["income"] = (spec.income.median.value * np.exp(spread * ndtri(mean)))[household].astype(np.float32)
    del people["level"]
