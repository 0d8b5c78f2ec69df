"""Payments and public money."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from sim.indicators.economy import merchant_share, payment_volume, spending
from sim.rules import Spend
from tests.cities import tiny_city
from tests.sim.indicators.records import record_of, recorder_of


def test_payments_go_to_people_and_to_shops():
    """None, then 300 to people and 100 to shops: a quarter; before the first payment there is no share."""
    record = record_of(tiny_city(), tiny_city(government__paid_people=300, government__paid_shops=100))
    assert_allclose(payment_volume.compute(record), [0, 400])
    assert_allclose(merchant_share.compute(record), [np.nan, 0.25])


def test_public_spending_adds_up_programmes_categories_and_capital():
    recorder = recorder_of(tiny_city(), tiny_city())
    recorder.pay(1, 0, (Spend("people", 5), Spend("offices", 20, capital=True)))
    recorder.pay(1, 1, (Spend("people", 300),))
    assert_allclose(spending.compute(recorder.record), [0, 325])
