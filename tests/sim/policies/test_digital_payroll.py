"""Incomes paid into accounts."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.digital_payroll import DigitalPayroll
from tests.cities import run_rule, tiny_city


def test_formal_workers_and_recipients_of_benefits_are_pushed_and_others_are_not():
    city = tiny_city(work=["formal work", "informal work", "not working"], benefits=[False, False, True])
    run_rule(DigitalPayroll, city, push=0.1)
    assert_allclose(city.residents.pay_push, [0.1, 0, 0.1])


def test_only_incomes_that_were_in_cash_before_are_paid_for():
    """The first was paid into an account before; the second moves, and costs half a dollar a month."""
    city = tiny_city(2, work="formal work", paid_digitally=[True, False])
    assert run_rule(DigitalPayroll, city)[0].cost == 0
    city.residents.paid_digitally[:] = True
    assert run_rule(DigitalPayroll, city, months_on=1, payment=0.5)[0].cost == 0.5


def test_an_account_needs_papers_or_an_id():
    """The third is not in the programme."""
    city = tiny_city(
        banked=False, documents=[True, False, True], work=["formal work", "formal work", "informal work"]
    )
    run_rule(DigitalPayroll, city, opening=1.0)
    assert city.residents.banked.tolist() == [True, False, False]
