"""Hours and payments have a price."""

from __future__ import annotations

import pytest

from sim.mechanisms.worth import Worth
from tests.cities import run_rule, tiny_city


def test_an_hour_of_a_resident_is_worth_half_the_wage_and_one_of_an_official_twice():
    """One need online at 1 an hour: 2 hours at half and half an hour at double make 2."""
    city = tiny_city(need=["served online", "denied"], government__wage=1, adults=2)
    run_rule(Worth, city, trip=2.0, desk=0.5, leisure=0.5, pay=2.0)
    g = city.government
    assert g.hours_officials[0] == pytest.approx(0.5)
    assert g.worth[0] == pytest.approx(2 * 0.5 + 0.5 * 2)
    assert g.worth_share[0] == pytest.approx(12 * 2 / 1e9)


def test_riding_services_and_payments_count_too():
    city = tiny_city(need="no need", government__wage=1, government__service_hours=10.0, government__paid_people=60,
                     government__paid_shops=40)  # fmt: skip
    run_rule(Worth, city, leisure=0.5, saving=0.05)
    assert city.government.worth[0] == pytest.approx(10 * 0.5 + 100 * 0.05)


def test_the_city_s_weight_counts_every_adult_it_stands_for():
    few, many = (tiny_city(need="served online", government__wage=1, adults=adults) for adults in (3, 300))
    for city in (few, many):
        run_rule(Worth, city)
    assert many.government.worth[0] == pytest.approx(100 * few.government.worth[0])


def test_the_wage_is_the_mean_income_over_the_hours_of_a_month():
    city = tiny_city(income=[80, 240, 160], month=0)
    Worth().begin(city, Worth.defaults(), None)
    assert city.government.wage[0] == pytest.approx(1)
