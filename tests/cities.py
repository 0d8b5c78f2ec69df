"""Cities small enough to check by hand, and one month of one rule in them.

    city = tiny_city(trust=[0.8, 0.8], need=["served online", "denied"])
    run_rule(Trust, city, erosion=0.25)

A column of residents is given by its name, any other as `businesses__accepts`; one value stands for
all rows, a word for its code. What is not given is in DEFAULTS or at the start that its rule declares.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.city.columns import AGES, AREAS, COLUMNS, EDUCATION, WORK
from sim.city.groups import DISABILITY, EVERYBODY, FIFTHS, MIGRATION, SEX
from sim.draws import Draws
from sim.errors import nearest
from sim.registry import registry
from sim.rules import Aim, Mechanism, Rule, Spend
from sim.tables import TABLES, Array, City, Column, Groups, Network, Table, market_of

ROWS = {"businesses": 2, "agencies": 2, "vendors": 2, "districts": 2, "points": 3, "government": 1}

DEFAULTS: dict[str, Any] = {
    "residents.household": "row", "residents.age": 1, "residents.income": 100, "residents.rank": 0.5,
    "residents.fifth": 2, "residents.education": 1, "residents.work": 1, "residents.firm": -1,
    "residents.cover_rank": 0.5, "residents.price_limit": 0.05, "residents.office_km": 1,
    "residents.agent_km": 1, "residents.centre_km": 1, "residents.trust_start": 0.5,
    "residents.skill": 0.5, "residents.trust": 0.5, "residents.trust_providers": 0.5,
    "residents.device": "smartphone", "residents.phone_at_hand": "smartphone", "residents.banked": True,
    "residents.documents": True, "agencies.caseload": 0.5, "agencies.digitisation": "partly digital",
    "agencies.forms": 1, "agencies.legacy": 0.5,
    "agencies.contract_end": 60, "agencies.contract_years": 5, "agencies.value": 1_000_000,
    "agencies.tenure": 3, "agencies.portability": 0.3, "agencies.standards": 0.3,
    "agencies.accessibility": 0.5, "agencies.capacity": 0.5, "agencies.papers": 4, "vendors.price": 1,
    "districts.population": 0.5, "districts.coverage": 1, "points.kind": "row",
    "government.data_price": 2, "government.device_price": 60, "government.product": 1e9,
}  # fmt: skip
"""A middling resident with a smartphone, an account and papers, and no ID yet; the rest of a column is 0."""


def tiny_city(
    residents: int = 3, *, adults: float | None = None, friends: Sequence[tuple[int, int]] = (),
    shops: Any = None, month: int = 1, businesses: int = 2, agencies: int = 2, districts: int = 2, **columns: Any,
) -> City:  # fmt: skip
    """A city with the given values; a list for a column of residents also sets their number.

    `friends` are the pairs of residents who know each other, `shops` a row of four businesses for each
    resident (all spend in business 0 by default). One simulated resident stands for one adult unless
    `adults` is given.
    """
    given = {_key(name): value for name, value in columns.items()}
    lengths = {len(v) for k, v in given.items() if k.startswith("residents.") and np.ndim(v) == 1}
    people = lengths.pop() if lengths else residents
    rows = {
        **ROWS,
        "residents": people,
        "businesses": businesses,
        "agencies": agencies,
        "districts": districts,
    }
    tables = {name: Table(name, rows[name]) for name in TABLES}
    for column in _declared():
        table = tables[column.table]
        table.add(column, _values(column, len(table), given))
    r, firms = tables["residents"], tables["businesses"]
    visits = np.zeros((people, 4), np.int32) if shops is None else np.asarray(shops, np.int32)
    city = City(
        name="Tiny", adults=float(people if adults is None else adults), network=network(people, friends),
        shops=visits, market=market_of(visits, businesses), groups=groups(r, tables["districts"]),
        names={"districts": ("North", "South", "East", "West")[:districts]}, month=month, **tables,
    )  # fmt: skip
    if "residents.contacts" not in given:
        r.contacts[:] = city.network.degree()
    if "businesses.customers" not in given:
        firms.customers[:] = np.diff(city.market.indptr)
    return city


def _declared() -> tuple[Column, ...]:
    return (*COLUMNS, *registry().columns.values())


def _key(name: str) -> str:
    """`trust` and `businesses__accepts` as keys of columns."""
    key = name.replace("__", ".") if "__" in name else f"residents.{name}"
    known = [column.key for column in _declared()]
    if key not in known:
        raise KeyError(f"'{key}' is not a column; {nearest(key, known)}")
    return key


def _values(column: Column, rows: int, given: dict[str, Any]) -> Array:
    """The values of one column: as given, as in DEFAULTS, as declared, or 0."""
    value = given.get(column.key, DEFAULTS.get(column.key, column.start or 0))
    if isinstance(value, str) and value == "row":
        value = np.arange(rows)
    words = [value] if isinstance(value, str) or np.ndim(value) == 0 else list(value)
    codes = [column.codes.index(word) if isinstance(word, str) else word for word in words]
    return np.broadcast_to(np.asarray(codes, column.dtype), (rows,)).copy()


def network(people: int, friends: Sequence[tuple[int, int]]) -> Network:
    """Who knows whom, both ways, each as near neighbours."""
    known: list[list[int]] = [[] for _ in range(people)]
    for one, other in friends:
        known[one].append(other)
        known[other].append(one)
    indptr = np.cumsum([0, *(len(row) for row in known)]).astype(np.int32)
    indices = np.array([other for row in known for other in sorted(row)], np.int32)
    return Network(indptr, indices, np.ones(indices.size, np.uint8))


def groups(r: Table, districts: Table) -> Groups:
    """The cuts of the population that a real city has, without the districts."""
    people = len(r)
    cuts = {
        "all": ((EVERYBODY,), np.zeros(people, int)), "sex": (SEX, r.female), "age": (AGES, r.age),
        "fifth": (FIFTHS, r.fifth), "education": (EDUCATION, r.education),
        "disability": (DISABILITY, r.disabled), "migrant": (MIGRATION, r.migrant), "work": (WORK, r.work),
        "area": (AREAS, districts.area[r.district]),
    }  # fmt: skip
    names = tuple(name for name, (labels, _) in cuts.items() for _ in labels)
    labels = tuple(label for labels, _ in cuts.values() for label in labels)
    codes = np.stack([names.index(name) + own.astype(np.int16) for name, (_, own) in cuts.items()], axis=1)
    sizes = np.bincount(codes.ravel(), minlength=len(labels)).astype(np.int64)
    return Groups(names, labels, codes.astype(np.int16), sizes)


def run_rule(
    rule: type[Rule], city: City, month: int = 1, seed: int = 1, *, strength: float = 1.0, months_on: int = 0,
    residents: Any = None, **params: float,
) -> tuple[Spend, ...] | None:  # fmt: skip
    """Play one rule for one month, at its declared parameters but for those given.

    A policy or a shock is aimed at everybody, or at the `residents` marked in a list of booleans.
    """
    unknown = set(params) - set(rule.params)
    if unknown:
        raise KeyError(f"{rule.name} has no parameter {sorted(unknown)}; it has {sorted(rule.params)}")
    city.month = month
    values, draws = rule.defaults()._replace(**params), Draws(seed, month)
    if issubclass(rule, Mechanism):
        return rule().step(city, values, draws)
    admitted = (
        np.ones(len(city.residents), np.bool_) if residents is None else np.asarray(residents, np.bool_)
    )
    everywhere = [np.ones(len(table), np.bool_) for table in (city.districts, city.businesses)]
    aim = Aim(strength, admitted, *everywhere, months_on, rule.name)
    played: Any = rule()
    spent: tuple[Spend, ...] | None = played.step(city, values, draws, aim)
    return spent
