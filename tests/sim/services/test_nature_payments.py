"""Paid into an account."""

from __future__ import annotations

from sim.services.nature_payments import NaturePayments
from tests.cities import run_rule, tiny_city


def test_whoever_has_no_formal_work_is_paid_into_accounts_and_formal_workers_are_not():
    city = tiny_city(
        online=True,
        identity="active",
        stage_payments="uses",
        work=[0, 2],
        government__works_identity=1.0,
        government__works_payments=1.0,
    )
    run_rule(NaturePayments, city, reach=1.0, paying=0.25)
    assert city.residents.pay_push.tolist() == [0.25, 0.0]
