"""Banknotes run short."""

from __future__ import annotations

from sim.shocks.cash_crunch import CashCrunch
from tests.cities import run_rule, tiny_city


def test_pressure_rises_for_three_months():
    city = tiny_city()
    run_rule(CashCrunch, city, push=2.5)
    assert city.government.payment_push[0] == 2.5
    assert CashCrunch.duration(CashCrunch.defaults()) == 3
