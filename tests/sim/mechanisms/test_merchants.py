"""When a shop takes digital payment."""

from __future__ import annotations

import pytest
from numpy.testing import assert_allclose, assert_array_equal

from sim.mechanisms.merchants import Merchants, merchant_utility, nearby_share
from tests.cities import run_rule, tiny_city

PLAIN = {
    "base": 0, "customers": 0, "neighbours": 0, "size": 0, "informality": 0, "fee": 0, "hassle": 0, "rate": 1
}  # fmt: skip


def test_the_worth_of_accepting_adds_up_by_hand():
    """−1.3 + 4.6 · .5 + .8 · .25 + .5 · 1 − .5 − .4 · 1.5 − .8 = −.2; registered for tax, half a util more."""
    p = Merchants.defaults()._replace(
        base=-1.3, customers=4.6, neighbours=0.8, size=0.5, informality=0.5, fee_weight=0.4
    )
    assert merchant_utility.py_func(p, 0.5, 0.25, 1, False, 1.5, 0.8) == pytest.approx(-0.2)
    assert merchant_utility.py_func(p, 0.5, 0.25, 1, True, 1.5, 0.8) == pytest.approx(0.3)


def test_a_district_without_shops_has_no_share_that_accepts():
    city = tiny_city(
        businesses=3, districts=3, businesses__district=[0, 0, 1], businesses__accepts=[True, False, True]
    )
    b = city.businesses
    assert_allclose(nearby_share.py_func(b.district, b.accepts, 3), [0.5, 1, 0])
    assert_allclose(nearby_share(b.district, b.accepts, 3), [0.5, 1, 0])


def test_setting_up_is_a_hassle_only_once():
    """.5 less .8 for whoever neither accepts nor was helped to set up."""
    city = tiny_city(
        businesses=3, businesses__accepts=[True, False, False], businesses__onboarded=[False, True, False],
        government__live_payments=True,
    )  # fmt: skip
    run_rule(Merchants, city, **PLAIN | {"base": 0.5, "hassle": 0.8})
    assert_array_equal(city.businesses.accepts, [True, True, False])


def test_paying_customers_and_a_waived_fee_bring_shops_in():
    """Half of the visits: 2 · .5 − .5 · 2.4 = −.2; with half of the fee waived +.4."""
    for waived, accepts in ((0, False), (0.5, True)):
        city = tiny_city(
            businesses__payers=3, businesses__customers=6, government__merchant_fee_waived=waived,
            government__live_payments=True,
        )  # fmt: skip
        run_rule(Merchants, city, **PLAIN | {"customers": 2, "fee": 2.4, "fee_weight": 0.5})
        assert_array_equal(city.businesses.accepts, accepts)


def test_shops_are_counted_as_accepting_ready_and_small():
    """Of four: two accept, three are set up; of the two own-account ones, one accepts."""
    city = tiny_city(
        businesses=4, businesses__accepts=[True, True, False, False], government__live_payments=True,
        businesses__onboarded=[False, True, True, False], businesses__size=[0, 1, 0, 2],
    )  # fmt: skip
    run_rule(Merchants, city, **PLAIN | {"rate": 0})
    g = city.government
    assert [g.merchants_accepting[0], g.merchants_ready[0], g.small_accepting[0]] == [0.5, 0.75, 0.5]
