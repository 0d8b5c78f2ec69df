"""Cash-back and bonuses for paying digitally."""

from __future__ import annotations

import pytest
from numpy.testing import assert_allclose

from sim.mechanisms.transactions import Transactions
from sim.policies.payment_rewards import PaymentRewards
from tests.cities import run_rule, tiny_city


def test_a_reward_is_paid_for_every_payment_and_makes_more_of_them():
    """2 % of US$ 5 for each of 300 payments; a quarter more of those to people for each per cent."""
    city = tiny_city(government__paid_people=200, government__paid_shops=100)
    (bill,) = run_rule(PaymentRewards, city, reward=2.0, extra=0.25, size=5.0)
    assert (city.government.payment_reward[0], city.government.rewarded[0]) == (2, 0.5)
    assert bill.cost == pytest.approx(0.02 * 5 * 300)


def test_two_rewards_add_up():
    city = tiny_city()
    for _ in range(2):
        run_rule(PaymentRewards, city, reward=0.4, extra=0.5)
    assert_allclose([city.government.payment_reward[0], city.government.rewarded[0]], [0.8, 0.4])


def test_payments_made_for_a_reward_are_counted_and_teach_nothing():
    """Ten payments to people, half as many again for the reward; the habit and what shops get stay the same."""
    plain = {"stage_payments": "uses", "habit": 1.0, "shop_habit": 1.0, "accepting": 4, "contacts": 1,
             "government__live_payments": True}  # fmt: skip
    without, rewarded = tiny_city(**plain), tiny_city(**plain, government__rewarded=0.5)
    for city in (without, rewarded):
        run_rule(Transactions, city, people=10, shopping=40)
    a, b = without.government, rewarded.government
    assert b.paid_people[0] == pytest.approx(1.5 * a.paid_people[0])
    assert b.occasions[0] - a.occasions[0] == pytest.approx(0.5 * a.paid_people[0])
    assert b.paid_shops[0] == a.paid_shops[0] > 0
    assert_allclose(rewarded.residents.habit, without.residents.habit)
    assert b.account_cashless[0] == a.account_cashless[0]
