"""Payments and public money."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from sim.indicators.economy import (
    account_cashless,
    cashless,
    economic_value,
    informal_payers,
    merchant_share,
    payment_volume,
    payments_per_adult,
    spending,
)
from sim.rules import Spend
from tests.cities import tiny_city
from tests.sim.indicators.records import record_of, recorder_of


def test_payments_go_to_people_and_to_shops():
    """None, then 300 to people and 100 to shops: a quarter; before the first payment there is no share."""
    record = record_of(tiny_city(), tiny_city(government__paid_people=300, government__paid_shops=100))
    assert_allclose(payment_volume.compute(record), [0, 400])
    assert_allclose(merchant_share.compute(record), [np.nan, 0.25])


def test_worth_and_cashless_money_are_those_published_and_informal_workers_are_counted_alone():
    """Of three, two work informally and one of them pays digitally."""
    city = tiny_city(work=[1, 1, 2], stage_payments=["uses", "aware", "uses"], government__worth_share=0.02,
                     government__account_cashless=0.4)  # fmt: skip
    record = record_of(city)
    assert_allclose(economic_value.compute(record), [0.02])
    assert_allclose(account_cashless.compute(record), [0.4])
    assert_allclose(informal_payers.compute(record), [0.5])


def test_public_spending_adds_up_programmes_categories_and_capital():
    recorder = recorder_of(tiny_city(), tiny_city())
    recorder.pay(1, 0, (Spend("people", 5), Spend("offices", 20, capital=True)))
    recorder.pay(1, 1, (Spend("people", 300),))
    assert_allclose(spending.compute(recorder.record), [0, 325])


def test_payments_are_told_per_adult_of_the_real_city():
    """400 payments among the adults that the simulated residents stand for."""
    city = tiny_city(government__paid_people=300, government__paid_shops=100)
    record = record_of(tiny_city(), city)
    assert_allclose(payments_per_adult.compute(record), [0, 400 / city.adults])


def test_the_cashless_share_counts_payments_of_every_kind():
    """400 of 1,000 payments; no share where nothing was paid."""
    paid = tiny_city(government__paid_people=300, government__paid_shops=100, government__occasions=1000)
    assert_allclose(cashless.compute(record_of(tiny_city(), paid)), [np.nan, 0.4])
