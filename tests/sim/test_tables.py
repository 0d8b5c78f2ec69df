"""Columns are written in place, fixed ones never, and mistakes are explained."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from sim.errors import RuleError
from sim.tables import Column, Groups, Network, Table, market_of
from tests.random_city import random_city


def column(key: str = "residents.trust", **changes: Any) -> Column:
    """A share that starts at a half, with changes."""
    given: dict[str, Any] = {"dtype": np.float32, "label": "Trust", "unit": "share", "start": 0.5}
    return Column(key, **(given | changes))


def residents(*columns: Column, rows: int = 3) -> Table:
    """A table of three residents."""
    table = Table("residents", rows)
    for each in columns or (column(),):
        table.add(each)
    return table


def test_writing_in_place_changes_the_one_array() -> None:
    table = residents()
    held = table.trust
    table.trust += 0.25
    assert held is table.trust
    assert_array_equal(held, np.float32([0.75, 0.75, 0.75]))


def test_binding_a_new_array_is_refused_with_the_way_to_write() -> None:
    with pytest.raises(AttributeError) as refusal:
        residents().trust = np.zeros(3)
    assert str(refusal.value) == (
        "'residents.trust' cannot be rebound; write in place: residents.trust[:] = …"
    )


def test_a_misspelt_column_is_corrected() -> None:
    with pytest.raises(AttributeError, match="residents has no column 'trsut'; did you mean 'trust'"):
        _ = residents().trsut
    with pytest.raises(AttributeError, match="no column 'luck'; declare a Column for it"):
        residents().luck = np.zeros(3)


def test_a_fixed_column_cannot_be_written() -> None:
    table = residents(column(fixed=True))
    with pytest.raises(ValueError, match="read-only"):
        table.trust[0] = 1


def test_a_copy_is_independent_and_shares_what_never_changes() -> None:
    table = residents(column(), column("residents.age", fixed=True))
    twin = table.fork()
    twin.trust[0] = 0
    assert table.trust[0] == 0.5
    assert twin.age is table.age
    assert len(twin) == 3


def test_a_table_takes_each_column_once() -> None:
    with pytest.raises(RuleError, match=r"Column 'residents\.trust' is declared twice"):
        residents(column(), column())


def test_values_must_have_one_entry_a_row() -> None:
    with pytest.raises(RuleError, match=r"has \(2,\) values for 3 rows"):
        Table("residents", 3).add(column(), np.zeros(2))


def test_a_column_without_a_start_must_be_filled_by_the_city() -> None:
    with pytest.raises(RuleError, match=r"'residents\.trust' was not filled by the city's synthesis"):
        residents(column(start=None))


@pytest.mark.parametrize(
    ("key", "changes", "words"),
    [
        ("resident.trust", {}, "write 'table.name'; did you mean 'residents'?"),
        ("residents.two words", {}, "write 'table.name'"),
        ("residents", {}, "write 'table.name'"),
        ("residents.trust", {"monthly": True, "start": None}, "is monthly and needs a start value"),
        ("residents.trust", {"tally": "stock"}, "tally is 'stock' or 'flow' and needs codes"),
        ("residents.trust", {"tally": "sum", "codes": ("a",)}, "tally is 'stock' or 'flow'"),
    ],
)
def test_a_wrong_column_is_refused(key: str, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleError, match=words):
        column(key, **changes)


def test_a_column_knows_its_table_and_name() -> None:
    assert (column().table, column().name) == ("residents", "trust")


def test_columns_that_are_there_already_keep_their_values() -> None:
    city = random_city()
    before = city.residents.trust.copy()
    city.add_columns([column(start=0.5)])
    assert_array_equal(city.residents.trust, before)


def test_a_copy_of_a_city_lives_its_own_life() -> None:
    city = random_city()
    twin = city.fork()
    twin.column("residents.trust")[:] = 0
    twin.month = 9
    assert city.residents.trust.any()
    assert city.month == 1
    assert twin.network is city.network


def test_each_resident_stands_for_the_same_number_of_adults() -> None:
    assert random_city(adults=4_000_000).weight == 10_000


def test_a_network_knows_degrees_and_neighbours() -> None:
    line = Network(np.array([0, 1, 3, 4]), np.array([1, 0, 2, 1]), np.zeros(4, np.uint8))
    assert_array_equal(line.degree(), [1, 2, 1])
    assert_array_equal(line.neighbours(1), [0, 2])


def test_a_market_is_the_shops_of_everyone_turned_round() -> None:
    """Resident 0 goes twice to shop 1; resident 1 to shops 1 and 2; nobody goes to shop 0."""
    market = market_of(np.array([[1, 1], [2, 1]]), 3)
    assert_array_equal(market.degree(), [0, 3, 1])
    assert sorted(market.neighbours(1)) == [0, 0, 1]
    assert_array_equal(market.neighbours(2), [1])


def test_groups_are_found_by_dimension() -> None:
    groups = Groups(
        ("all", "sex", "sex"), ("everybody", "women", "men"), np.zeros((1, 2)), np.array([1, 0, 1])
    )
    assert groups.of("sex") == [1, 2]
    assert groups.of("age") == []
