"""The vocabulary of rules: money, whole units, chances and names."""

from __future__ import annotations

import numpy as np
import pytest

from sim.draws import Draws
from sim.errors import RuleError
from sim.params import Param
from sim.rules import Mechanism, Phase, Spend, indicator, whole
from sim.tables import Array
from tests.cities import tiny_city


class Ferry(Mechanism):
    """Boats cross the river.

    More is said here.
    """

    __module__ = "sim.mechanisms.ferry"
    phase = Phase.ACCESS
    fare = Param(2, unit="US$/trip", bounds=(0, 9), role="lever", label="Fare", source="policy choice")
    boats = Param(
        3, unit="boats", bounds=(0, 9), role="lever", whole=True, label="Boats", source="policy choice"
    )


def test_money_is_spent_in_one_of_the_categories():
    assert Spend("kits", 4.0) == Spend("kits", 4.0, capital=False, units=0.0)
    with pytest.raises(RuleError) as caught:
        Spend("lunch", 4.0)
    assert str(caught.value) == (
        "Spend: 'lunch' is not one of people, credentials, central_it, offices, kits, campaigns, subsidies"
    )


def test_fractions_of_units_add_up_over_months():
    """A quarter a month is one every fourth month; two and a half are two and three in turn."""
    assert [whole(0.25, month) for month in range(8)] == [0, 0, 0, 1, 0, 0, 0, 1]
    assert [whole(2.5, month) for month in range(4)] == [2, 3, 2, 3]
    assert [whole(4, month) for month in range(3)] == [4, 4, 4]


def test_a_rule_is_named_after_its_file_and_so_are_its_parameters():
    assert Ferry.name == "ferry"
    assert Ferry.title() == "Boats cross the river"
    assert [param.key for param in Ferry.params.values()] == ["ferry.fare", "ferry.boats"]
    assert Ferry.defaults() == Ferry.Values(fare=2.0, boats=3.0)
    assert all(isinstance(value, float) for value in Ferry.defaults())


def test_a_mechanism_without_a_step_says_so():
    with pytest.raises(RuleError, match="mechanism 'ferry' has no step"):
        Ferry().step(tiny_city(), Ferry.defaults(), Draws(1, 1))


def test_an_indicator_is_named_after_its_function_and_its_family_after_the_file():
    @indicator(unit="boats", label="Boats at sea", better="higher", sdg=("14.7",))
    def boats_at_sea(record: object) -> Array:
        """Boats that left and did not return."""
        return np.array([1.0])

    assert (boats_at_sea.name, boats_at_sea.family) == ("boats_at_sea", "test_rules")
    assert boats_at_sea.doc == "Boats that left and did not return."
    assert boats_at_sea.compute(None) == [1.0]
