"""Payments of a month, and the habits they leave."""

from __future__ import annotations

import pytest
from numpy.testing import assert_allclose

from sim.choice import REGISTERED
from sim.mechanisms.transactions import Transactions, grown
from tests.cities import run_rule, tiny_city


def test_habit_grows_where_there_is_a_chance_to_practise():
    """.4 + .5 · .2 · .6 = .46."""
    assert grown.py_func(0.4, 0.5, 0.2) == pytest.approx(0.46)
    assert grown.py_func(0.4, 0.5, 0.0) == 0.4


def test_a_payer_pays_those_registered_and_the_shops_that_accept():
    """25 · (.15 + .85 · .4) · ¾ = 9.1875 to people; 40 · (.15 + .85 · .2) · 2/4 = 6.4 to shops."""
    city = tiny_city(
        stage_payments=["uses", "registered", "aware", "lapsed"], adults=40, contacts=2, peers_payments=1,
        habit=0.4, shop_habit=0.2, accepting=2, banked=False, paid_digitally=True, government__live_payments=True,
    )  # fmt: skip
    run_rule(Transactions, city, people=25, shopping=40, first=0.15, learn=0.5, learn_shop=0.25, fade=0.5)
    r, g = city.residents, city.government
    assert_allclose(r.to_people, [9.1875, 0, 0, 0], rtol=1e-6)
    assert_allclose(r.to_shops, [6.4, 0, 0, 0], rtol=1e-6)
    assert_allclose(g.registered, 0.75)
    assert_allclose([g.paid_people[0], g.paid_shops[0]], [91.875, 64], rtol=1e-6)
    assert_allclose(g.occasions, 40 * (25 + 40))  # everybody's payments, cash included
    # .4 + .5 · ½ · .6 and .2 + .25 · ½ · .8 for the payer, half of each for the others
    assert_allclose(r.habit, [0.55, 0.2, 0.2, 0.2], rtol=1e-6)
    assert_allclose(r.shop_habit, [0.3, 0.1, 0.1, 0.1], rtol=1e-6)


def test_whoever_is_paid_in_cash_has_everything_to_learn():
    """20 · (.5 + .5 · .2) = 12 with a wage in an account, 20 · .2 = 4 with one in cash; 40 · .6 and 40 · .2 in shops."""
    city = tiny_city(stage_payments="uses", paid_digitally=[True, False, True, False], habit=0.2, shop_habit=0.2,
                     accepting=4, government__live_payments=True)  # fmt: skip
    run_rule(Transactions, city, people=20, shopping=40, first=0.5)
    assert_allclose(city.residents.to_people, [12, 4, 12, 4], rtol=1e-6)
    assert_allclose(city.residents.to_shops, [24, 8, 24, 8], rtol=1e-6)


def test_a_bank_account_is_enough_to_be_paid_where_banks_are_linked():
    """One of four pays; one is registered, and one of the other two has an account."""
    for linked, share in ((True, 0.75), (False, 0.5)):
        city = tiny_city(stage_payments=["uses", "registered", "aware", "aware"], banked=[False, False, True, False],
                         government__banks_linked=linked, government__live_payments=True)  # fmt: skip
        run_rule(Transactions, city)
        assert city.government.registered[0] == share


def test_a_crisis_lowers_payments_and_those_in_shops_further():
    """Activity .5 halves both; footfall .5 halves shops again."""
    city = tiny_city(
        stage_payments="uses", habit=1, shop_habit=1, accepting=4, government__live_payments=True,
        government__activity=0.5, government__footfall=0.5,
    )  # fmt: skip
    run_rule(Transactions, city, people=20, shopping=40)
    assert_allclose(city.residents.to_people, 10, rtol=1e-6)
    assert_allclose(city.residents.to_shops, 10, rtol=1e-6)


def test_money_in_accounts_that_is_not_paid_digitally_is_taken_out_as_cash():
    """The first pays 30 of 80 digitally, with 300 of the 400 that are in accounts; who has no account does not count."""
    city = tiny_city(
        stage_payments=["uses", "aware", "uses"], banked=[True, True, False], income=[300, 100, 500], habit=1,
        contacts=1, accepting=0, government__live_payments=True, government__banks_linked=False,
    )  # fmt: skip
    city.residents.stage_payments[1] = REGISTERED
    run_rule(Transactions, city, people=30, shopping=50, first=0)
    assert city.government.account_cashless[0] == pytest.approx(0.75 * 30 / 80)
