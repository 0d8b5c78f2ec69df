"""From a city file and a seed to a city with people, firms, agencies and places."""

from __future__ import annotations

import numpy as np

from sim.city import columns as declared
from sim.city.agencies import list_vendors, open_agencies, open_government
from sim.city.districts import Layout, lay_out
from sim.city.firms import add_workplaces, choose_shops, found_firms
from sim.city.groups import group_residents
from sim.city.households import add_incomes, form_households
from sim.city.network import build_network
from sim.city.points import add_homes, place_points
from sim.city.population import Columns, sample_people, shares
from sim.city.possessions import add_access, add_signal, add_tastes
from sim.city.spec import CitySpec
from sim.city.traits import add_minds, add_work
from sim.draws import Draws
from sim.errors import ScenarioError
from sim.tables import City, Column, Table, market_of

FEWEST, MOST = 100, 100_000_000


def synthesise(spec: CitySpec, residents: int, seed: int) -> City:
    """A city of `residents` simulated adults; the same three inputs give the same city to the last bit.

    Rows of residents are in the order of districts and, within them, of neighbourhoods, so that
    households and near neighbours are adjacent in memory.
    """
    if not FEWEST <= residents <= MOST:
        raise ScenarioError(f"residents = {residents}: a city takes {FEWEST} to {MOST} residents.")
    draws = Draws(seed)
    layout = lay_out(spec, draws)
    firms = found_firms(spec, layout, residents, draws)
    points = place_points(spec, layout, draws)
    people = settle(spec, residents, layout, firms, points, draws)
    network = build_network(people, firms["district"], draws)
    shops = choose_shops(people, firms, layout, draws)
    groups = group_residents(people, spec, layout.areas)
    filled = {"residents": people, "businesses": firms, "points": points,
              "agencies": open_agencies(spec, draws), "vendors": list_vendors(spec),
              "districts": list_districts(spec, layout), "government": open_government(spec)}  # fmt: skip
    tables = {name: fill(name, columns) for name, columns in filled.items()}
    market = market_of(shops, len(tables["businesses"]))
    return City(name=spec.title, adults=spec.adults.value, network=network, shops=shops, market=market,
                groups=groups, names=row_names(spec), polygons=layout.polygons, month=0, **tables)  # fmt: skip


def settle(
    spec: CitySpec, residents: int, layout: Layout, firms: Columns, points: Columns, draws: Draws
) -> Columns:
    """Every column of residents, in the order in which one fact depends on another."""
    people = sample_people(spec, residents, draws)
    form_households(people, len(spec.districts), draws)
    add_incomes(people, spec)
    add_minds(people, spec, draws)
    add_work(people, spec, draws)
    add_access(people, spec, draws)
    add_signal(people, draws)
    add_tastes(people, draws)
    add_workplaces(people, firms, len(spec.districts), draws)
    add_homes(people, points, layout, draws)
    return people


def list_districts(spec: CitySpec, layout: Layout) -> Columns:
    """The columns of districts."""
    return {"population": shares(tuple(d.share for d in spec.districts)), "area": layout.areas,
            "x": layout.centres[:, 0], "y": layout.centres[:, 1],
            "coverage": np.array([d.coverage for d in spec.districts])}  # fmt: skip


def fill(name: str, values: Columns) -> Table:
    """A table with every column that `columns.py` declares for it; takes the arrays out of `values`."""
    wanted: list[Column] = [column for column in declared.COLUMNS if column.table == name]
    table = Table(name, next(iter(values.values())).size)
    for column in wanted:
        table.add(column, values.pop(column.name))
    return table


def row_names(spec: CitySpec) -> dict[str, tuple[str, ...]]:
    """Names of districts, agencies, their domains, and vendors."""
    return {"districts": tuple(d.name for d in spec.districts), "agencies": tuple(a.name for a in spec.agencies),
            "agency domains": tuple(a.domain for a in spec.agencies),
            "vendors": tuple(v.name for v in spec.vendors)}  # fmt: skip
