"""One wallet across the border."""

from __future__ import annotations

from sim.services.regional_wallet import RegionalWallet
from tests.cities import run_rule, tiny_city


def test_a_rider_may_be_paid_into_the_wallet():
    city = tiny_city(
        online=[True, False],
        identity="active",
        stage_payments="uses",
        government__works_identity=1.0,
        government__works_payments=1.0,
    )
    run_rule(RegionalWallet, city, reach=1.0, paying=0.5)
    assert city.residents.pay_push.tolist() == [0.5, 0.0]
