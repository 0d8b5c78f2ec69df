"""What is remembered equals what a direct count finds."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from sim.recorder import Recorder
from sim.registry import registry
from sim.rules import CATEGORIES, Spend
from sim.tables import Array, City
from tests.cities import groups, tiny_city
from tests.random_city import random_city


def recorder(city: City, months: int = 3, *programmes: str, history: bool = False) -> Recorder:
    """A recorder of all that is counted of residents."""
    columns = {column.key: column for column in city.residents.columns.values()}
    return Recorder(city, columns, months, programmes, history=history)


def recount(city: City, column: str, codes: int) -> Array:
    """Residents by group and code, counted one pair at a time."""
    own, values = city.groups.codes, city.residents.array(column)
    return np.array(
        [
            [np.count_nonzero((own == group).any(axis=1) & (values == code)) for code in range(codes)]
            for group in range(city.groups.sizes.size)
        ]
    )


def test_a_group_is_counted_by_hand():
    """Two women, one of whom pays; two men, both of whom do not."""
    city = tiny_city(female=[True, True, False, False], stage_payments=["uses", "aware", "aware", "lapsed"])
    made = recorder(city)
    city.month = 0
    made.observe(city)
    record, women = made.record, city.groups.labels.index("women")
    assert_array_equal(record.counts["stage_payments"][0, 0], [0, 2, 0, 1, 1])
    assert_array_equal(record.counts["stage_payments"][0, women], [0, 1, 0, 1, 0])
    assert record.share("stage_payments", "uses", "lapsed")[0] == 0.5
    assert record.share("stage_payments", "uses", group=women)[0] == 0.5
    shares = record.by_group("stage_payments", "aware")[0]
    assert [shares[city.groups.labels.index(sex)] for sex in ("men", "women")] == [0.5, 0.5]


@pytest.mark.parametrize("seed", range(3))
def test_stocks_and_flows_equal_a_fresh_count_in_any_city(seed: int):
    """203 residents, which is not a multiple of the eight that are compared at once."""
    city, rng = random_city(seed, residents=203), np.random.default_rng(seed)
    city.groups = groups(city.residents, city.districts)
    made = recorder(city)
    for city.month in range(4):
        made.observe(city)
        for name, counts in made.record.counts.items():
            assert_array_equal(counts[city.month], recount(city, name, counts.shape[2]), err_msg=name)
        for name, counts in made.record.counts.items():
            changed = rng.random(203) < 0.3
            city.residents.array(name)[changed] = rng.integers(0, counts.shape[2], changed.sum())


def test_group_means_are_taken_every_twelfth_month_and_in_the_last():
    """Skill of women (.2 + .6) / 2 = .4, of men .9."""
    city = tiny_city(female=[True, True, False], skill=[0.2, 0.6, 0.9])
    made = recorder(city, 14)
    for city.month in range(15):
        made.observe(city)
    means = made.record.means["residents.skill"]
    assert_array_equal(np.flatnonzero(~np.isnan(means[:, 0])), [0, 12, 14])
    women, men = (city.groups.labels.index(sex) for sex in ("women", "men"))
    assert_allclose(means[12, [0, women, men]], [1.7 / 3, 0.4, 0.9], rtol=1e-6)


def test_spending_is_booked_by_month_programme_category_and_kind():
    made = recorder(tiny_city(), 3, "offices", "kits for all")
    bills = (Spend("kits", 100, capital=True, units=5), Spend("kits", 50, units=2), Spend("people", 7))
    made.pay(2, 1, bills)
    made.pay(2, 0, None)
    made.pay(2, 1, (Spend("kits", 1),))
    spend, kits, people = made.record.spend, CATEGORIES.index("kits"), CATEGORIES.index("people")
    assert_array_equal(spend[2, 1, kits], [51, 100])  # running, capital
    assert_array_equal(spend[2, 1, people], [7, 0])
    assert spend.sum() == 158
    assert_array_equal(made.record.units, [[0, 0], [0, 0], [0, 7], [0, 0]])


@pytest.mark.parametrize("programmes", [("one", "two"), ()])
def test_a_record_that_travels_is_the_same_record(programmes: tuple[str, ...]):
    made = recorder(tiny_city(), 3, *programmes)
    for programme in range(len(programmes)):
        made.pay(2, programme, (Spend("people", 7, units=4), Spend("kits", 0.1 + 0.2, capital=True)))
    there = pickle.loads(pickle.dumps(made.record))
    assert_array_equal(there.spend, made.record.spend, strict=True)
    assert there.spend.flags.writeable
    for name, counts in made.record.counts.items():
        assert_array_equal(there.counts[name], counts, strict=True)
    assert there.programmes == programmes


def test_a_series_is_the_government_column_of_its_month_and_a_history_the_residents():
    city = tiny_city(stage_payments=["aware", "uses"], trust=[0.25, 0.5], government__usefulness=0.3)
    made = recorder(city, 1, history=True)
    for city.month in range(2):
        made.observe(city)
        city.government.usefulness[0], city.residents.stage_payments[0] = 0.4, 3
    assert_allclose(made.record.series["usefulness"], [0.3, 0.4])
    assert_array_equal(made.record.history["stage_payments"], [[1, 3], [3, 3]])
    assert_array_equal(made.record.history["trust"], [[0.25, 0.5]] * 2)


def test_groups_taken_together_are_counted_by_hand():
    """Two of three aged 15-24 and 25-44 pay; the one over 60 does not count."""
    city = tiny_city(age=["15-24", "25-44", "25-44", "60+"], stage_payments=["uses", "aware", "uses", "uses"])
    made = recorder(city)
    city.month = 0
    made.observe(city)
    young = made.record.within(("15-24", "25-44"))
    assert_allclose(young.share("stage_payments", "uses")[0], 2 / 3)
    assert young.groups.sizes.tolist() == [3]
    assert made.record.within(("60+",)).share("stage_payments", "uses")[0] == 1


def test_indicators_that_say_so_can_be_told_by_group():
    city = random_city(1, residents=203)
    city.groups = groups(city.residents, city.districts)
    made = recorder(city)
    for city.month in range(4):
        made.observe(city)
    women = made.record.within(("women",))
    for name, indicator in registry().indicators.items():
        if indicator.by_group:
            assert np.isfinite(indicator.compute(women)).all(), name
