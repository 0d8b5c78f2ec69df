"""Shares of residents and businesses, counted by hand."""

from __future__ import annotations

import pytest
from numpy.testing import assert_allclose

from sim.indicators import adoption
from tests.cities import tiny_city
from tests.sim.indicators.records import published, record_of


def test_registered_ever_and_now_are_three_different_shares():
    """Of eight: one unaware, two aware, two registered, two who pay and one who stopped."""
    stages = ["unaware", "aware", "aware", "registered", "registered", "uses", "uses", "lapsed"]
    record = record_of(tiny_city(stage_payments=stages))
    assert_allclose(adoption.payments.compute(record), [2 / 8])
    assert_allclose(adoption.payments_ever.compute(record), [3 / 8])
    assert_allclose(adoption.payments_registered.compute(record), [5 / 8])


def test_an_id_is_enrolled_before_it_is_active():
    record = record_of(tiny_city(identity=["no digital ID", "enrolled", "active", "no digital ID"]))
    assert_allclose(adoption.id_enrolled.compute(record), [0.5])
    assert_allclose(adoption.id_active.compute(record), [0.25])


def test_users_of_services_the_online_and_smartphones_are_counted_month_by_month():
    """One of four in month 0, three of four in month 1; someone who stopped is no user."""
    few, many = ["uses", "lapsed", "aware", "aware"], ["uses", "uses", "uses", "lapsed"]
    phones = [["smartphone", "basic phone", "basic phone", "no phone"], ["smartphone"] * 3 + ["no phone"]]
    record = record_of(
        tiny_city(stage_eservices=few, stage_assistant=many, online=[1, 0, 0, 0], device=phones[0]),
        tiny_city(stage_eservices=many, stage_assistant=few, online=[1, 1, 0, 1], device=phones[1]),
    )
    assert_allclose(adoption.eservices.compute(record), [0.25, 0.75])
    assert_allclose(adoption.assistant.compute(record), [0.75, 0.25])
    assert_allclose(adoption.online.compute(record), [0.25, 0.75])
    assert_allclose(adoption.smartphone.compute(record), [0.25, 0.75])


@pytest.mark.parametrize(
    ("indicator", "column"),
    [
        (adoption.merchants, "merchants_accepting"),
        (adoption.merchants_ready, "merchants_ready"),
        (adoption.small_merchants, "small_accepting"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_shares_of_businesses_are_those_published(indicator, column):
    assert_allclose(published(indicator, column), [0.25, 0.5, 0.125])


def test_the_usage_gap_is_a_signal_without_being_online():
    """Three of four have a signal, one of them is online: two of four."""
    record = record_of(tiny_city(covered=[True, True, True, False], online=[True, False, False, False]))
    assert_allclose(adoption.usage_gap.compute(record), [0.5])


def test_no_way_in_leaves_out_phones_at_home_and_centres():
    record = record_of(tiny_city(way_in=["none", "own phone", "phone at home", "access centre"]))
    assert_allclose(adoption.no_way_in.compute(record), [0.25])
