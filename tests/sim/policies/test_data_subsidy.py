"""A social tariff."""

from __future__ import annotations

import pytest
from numpy.testing import assert_allclose

from sim.policies.data_subsidy import DataSubsidy
from tests.cities import run_rule, tiny_city


def test_the_poorer_pay_less_and_the_city_pays_for_those_online():
    """Of three, two rank under .5 and one of them is online: 60 % of a plan at 2."""
    city = tiny_city(rank=[0.1, 0.4, 0.9], online=[True, False, True], government__price_fall=1.0)
    (bill,) = run_rule(DataSubsidy, city, share=0.6, below=0.5)
    assert_allclose(city.residents.data_discount, [0.6, 0.6, 0])
    assert bill.cost == pytest.approx(0.6 * 2)


def test_a_larger_discount_of_another_programme_stays():
    city = tiny_city(rank=0.1, data_discount=0.8)
    run_rule(DataSubsidy, city, share=0.6)
    assert_allclose(city.residents.data_discount, 0.8)
