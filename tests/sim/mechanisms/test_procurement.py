"""Contracts, their renewal and the cost of leaving."""

from __future__ import annotations

from typing import Any

import pytest
from numpy.testing import assert_allclose, assert_array_equal

from sim.mechanisms.procurement import Procurement, competitive_price, switching_cost
from tests.cities import run_rule, tiny_city


def test_standards_and_portability_lower_the_cost_of_leaving_and_years_raise_it():
    """1.2 · 1,000,000 · (1 − .5) · (1 − .2) · (1 + .5) · 1.5 = 1,080,000."""
    assert switching_cost.py_func(1.2, 1e6, 0.5, 0.4, 10, 1.5) == pytest.approx(1_080_000)


def test_twice_the_bidders_lower_the_price_by_nine_percent():
    assert competitive_price(2.5, 2.5, 0.136) == 1
    assert competitive_price(5.0, 2.5, 0.136) == pytest.approx(0.91, abs=0.001)


def test_open_standards_bring_bidders_to_open_tenders_only():
    """2.5 · (1 + 2 · .3 · .5) = 3.25."""
    for share, bidders in ((0, 2.5), (0.5, 3.25)):
        city = tiny_city(agencies__standards=[0.2, 0.4], government__open_tender=share)
        run_rule(Procurement, city, usual=2.5)
        assert_allclose(city.government.bidders, bidders, rtol=1e-6)


def test_lock_in_is_half_concentration_and_half_the_cost_of_leaving():
    """Values 1 : 3 with two vendors: ½ · (1/16 + 9/16); with one: ½ · 1. Leaving costs half a year: + ¼."""
    for vendors, index in (([0, 1], 0.3125), ([1, 1], 0.5)):
        city = tiny_city(
            agencies__vendor=vendors, agencies__value=[1e6, 3e6], agencies__tenure=-1 / 12,
            agencies__standards=0.5, agencies__portability=0,
        )  # fmt: skip
        run_rule(Procurement, city, base=1)
        assert_allclose(city.government.lock_in, index + 0.25, rtol=1e-6)


def test_open_source_without_capacity_is_soft_lock_in():
    city = tiny_city(
        vendors__open_source=True, agencies__capacity=[0.2, 0.4], agencies__standards=0,
        agencies__portability=0, agencies__tenure=-1 / 12,
    )  # fmt: skip
    run_rule(Procurement, city, base=0.5, soft=1.5, thin=0.3)
    assert_allclose(city.agencies.switching_cost, [750_000, 500_000], rtol=1e-6)


def tender(rival: float, **params: float) -> tuple[Any, Any]:
    """Agency 0 renews for five years in month 7; its rivals ask `rival` of the incumbent's price."""
    city = tiny_city(
        vendors__price=[1, rival], agencies__contract_end=[7, 60], agencies__standards=0,
        agencies__portability=0, agencies__tenure=-1 / 12, agencies__paid=1_200_000,
    )  # fmt: skip
    return city, run_rule(Procurement, city, month=7, base=1, spread=0, **params)


def test_a_rival_wins_when_the_saving_exceeds_the_cost_of_leaving():
    """Leaving costs 1,000,000, or 200,000 a year: .7 of the price is worth it, and is paid from now on."""
    city, (bill, moved) = tender(0.7)
    a = city.agencies
    assert_array_equal(a.vendor, [1, 0])
    assert_allclose(a.paid, [700_000, 1_200_000], rtol=1e-6)
    assert_array_equal(a.contract_end, [67, 60])
    assert a.tenure[0] == 0
    assert bill.cost == pytest.approx(1_900_000 / 12)
    assert (moved.cost, moved.capital) == (pytest.approx(1_000_000), True)


def test_an_incumbent_who_stays_charges_for_the_cost_of_leaving():
    """.9 of the price is not worth 200,000 a year; of these the incumbent adds .4."""
    city, spent = tender(0.9, extract=0.4)
    assert_array_equal(city.agencies.vendor, [0, 0])
    assert_allclose(city.agencies.paid, [1_080_000, 1_200_000], rtol=1e-6)
    assert [s.cost for s in spent] == [pytest.approx(2_280_000 / 12)]
