"""One city, one seed, one life."""

from __future__ import annotations

import pytest
from numpy.testing import assert_array_equal

from sim.errors import DPICityError
from sim.model import DPICity
from tests.laws.worlds import differing, fingerprint, people, scenario, state

SMALL = scenario(residents=1000, months=4)


def lived(seed: int = 1, **settings: object) -> DPICity:
    """Four months of a thousand residents."""
    model = DPICity(SMALL, seed, **settings)  # type: ignore[arg-type]
    model.run_model()
    return model


def test_the_same_seed_is_the_same_life_to_the_last_bit_and_another_is_not():
    once, again, other = lived(1), lived(1), lived(2)
    assert fingerprint(once) == fingerprint(again)
    assert differing(once, again) == []
    assert "residents.x" in differing(once, other)


def test_a_city_seed_fixes_the_people_and_leaves_the_luck_to_the_seed():
    one, other = lived(1, city_seed=7), lived(2, city_seed=7)
    born = [c.key for c in one.city.residents.columns.values() if c.fixed]
    assert born
    differs = differing(one, other)
    assert not set(born) & set(differs)
    assert "residents.stage_payments" in differs
    assert differing(lived(3, city_seed=3), lived(3)) == []


def test_months_are_counted_from_0_and_end_with_the_scenario():
    model = DPICity(SMALL, 1)
    assert (model.month, model.running) == (0, True)
    seen = []
    for _ in range(6):
        model.step()
        seen.append((model.month, model.running))
    assert seen == [(1, True), (2, True), (3, True), (4, False), (4, False), (4, False)]
    assert fingerprint(model) == fingerprint(lived(1))


def test_month_0_is_on_record_before_the_first_step_and_each_month_after_it():
    model = DPICity(SMALL, 1)
    everybody = model.record.counts["stage_payments"][:, 0].sum(axis=1)
    assert_array_equal(everybody, [1000, 0, 0, 0, 0])
    model.step()
    everybody = model.record.counts["stage_payments"][:, 0].sum(axis=1)
    assert_array_equal(everybody, [1000, 1000, 0, 0, 0])


def test_a_parameter_by_keyword_is_the_parameter_of_the_scenario():
    """Two underscores stand for the dot."""
    by_file = DPICity(scenario(residents=1000, months=4, parameters={"payments.fee": 4}), 1)
    by_file.run_model()
    by_keyword = lived(1, payments__fee=4)
    assert differing(by_file, by_keyword) == []
    assert differing(by_keyword, lived(1)) != []
    with pytest.raises(DPICityError, match=r"payments\.fee"):
        lived(1, payments__fees=4)


def test_a_city_that_is_given_is_not_touched():
    mine = people()
    before = {name: array.copy() for name, array in mine.residents.arrays().items()}
    model = DPICity(scenario(months=2), 1, city=mine)
    model.run_model()
    assert state(model)["residents.stage_payments"]
    assert mine.month == 0
    assert set(before) == set(mine.residents.columns)
    for name, array in before.items():
        assert_array_equal(mine.residents.array(name), array)
