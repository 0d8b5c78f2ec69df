"""Wages and benefits that move to accounts."""

from __future__ import annotations

from numpy.testing import assert_array_equal

from sim.draws import Draws
from sim.mechanisms.incomes import Incomes
from tests.cities import run_rule, tiny_city


def test_a_push_adds_to_the_drift():
    """.1 without a push, .1 + .4 with one."""
    city = tiny_city(pay_push=[0, 0.4] * 200)
    run_rule(Incomes, city, drift=0.1)
    luck, paid = Draws(1, 1).uniform("incomes.move", 400), city.residents.paid_digitally
    assert_array_equal(paid[::2], luck[::2] < 0.1)
    assert_array_equal(paid[1::2], luck[1::2] < 0.5)


def test_only_a_wage_or_a_benefit_can_be_paid_and_only_into_an_account():
    city = tiny_city(
        banked=[True, True, True, False],
        work=["formal work", "not working", "not working", "formal work"],
        benefits=[False, True, False, True],
    )
    run_rule(Incomes, city, drift=1)
    assert_array_equal(city.residents.paid_digitally, [True, True, False, False])


def test_whoever_is_paid_into_an_account_stays_so():
    city = tiny_city(paid_digitally=True, banked=False)
    run_rule(Incomes, city, drift=0)
    assert_array_equal(city.residents.paid_digitally, True)
