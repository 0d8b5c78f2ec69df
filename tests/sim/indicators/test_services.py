"""Outcomes of needs."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from sim.indicators import services
from tests.cities import tiny_city
from tests.sim.indicators.records import published, record_of

NOBODY = ["no need"] * 5
FOUR = ["served online", "assisted", "denied", "served at a counter", "no need"]
DENIED = ["denied", "no need", "denied", "served online", "denied"]


def test_outcomes_are_shares_of_the_needs_that_arose():
    """No needs: no share. Four needs, one of each outcome. Four needs, three denied."""
    record = record_of(*(tiny_city(need=need) for need in (NOBODY, FOUR, DENIED)))
    assert_allclose(services.needs_online.compute(record), [np.nan, 0.25, 0.25])
    assert_allclose(services.needs_assisted.compute(record), [np.nan, 0.25, 0])
    assert_allclose(services.needs_denied.compute(record), [np.nan, 0.25, 0.75])


def test_denials_so_far_weigh_every_need_alike():
    """1 of 4, then 4 of 8."""
    record = record_of(*(tiny_city(need=need) for need in (NOBODY, FOUR, DENIED)))
    assert_allclose(services.denied_so_far.compute(record), [np.nan, 0.25, 0.5])


def test_a_service_online_saves_two_and_a_half_hours():
    """One of five adults a month: 12 · 2.5 · .2 = 6 hours a year."""
    record = record_of(*(tiny_city(need=need, government__trip_hours=2.5) for need in (NOBODY, FOUR)))
    assert_allclose(services.hours_saved.compute(record), [0, 6])


@pytest.mark.parametrize(
    ("indicator", "column"),
    [
        (services.usefulness, "usefulness"),
        (services.services_online, "digital_share"),
        (services.papers_asked, "papers_asked"),
        (services.days_to_serve, "days"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_what_agencies_offer_and_ask_is_that_published(indicator, column):
    assert_allclose(published(indicator, column), [0.25, 0.5, 0.125])


def test_officials_hours_are_told_a_year_and_adult():
    """Ten hours a month among five adults: 24 a year each."""
    record = record_of(tiny_city(need=NOBODY, government__hours_officials=10.0))
    assert_allclose(services.hours_officials.compute(record), [24])


def test_applications_online_are_those_of_the_real_city():
    """One of five simulated residents, each of whom stands for a number of adults."""
    city = tiny_city(need=FOUR)
    assert_allclose(services.applications_online.compute(record_of(tiny_city(need=NOBODY), city)),
                    [0, city.adults / 5])  # fmt: skip


def test_a_need_that_is_denied_is_not_met_faster():
    """No needs; then .8 of services are faster and a quarter of needs denied: .6 in all; then .5 and three quarters."""
    cities = [
        tiny_city(5, need=need, government__faster=faster)
        for need, faster in ((["no need"] * 5, 0.0), (FOUR, 0.8), (DENIED, 0.5))
    ]
    assert_allclose(services.served_faster.compute(record_of(*cities)), [np.nan, 0.6, 0.125])
