"""A QR code at the counter."""

from __future__ import annotations

import pytest

from sim.policies.merchant_onboarding import MerchantOnboarding
from tests.cities import run_rule, tiny_city


def test_visits_reach_shops_that_neither_accept_nor_were_helped():
    city = tiny_city(
        businesses=3, businesses__accepts=[True, False, False], businesses__onboarded=[False, True, False]
    )
    kits, _ = run_rule(MerchantOnboarding, city, visits=10, kit=6.0)
    assert city.businesses.onboarded.tolist() == [False, True, True]
    assert kits.cost == 6


def test_whoever_waives_the_fee_pays_for_every_payment():
    city = tiny_city(government__paid_shops=10_000)
    _, processing = run_rule(MerchantOnboarding, city, waiver=0.5, processing=0.002)
    assert city.government.merchant_fee_waived[0] == 0.5
    assert processing.cost == pytest.approx(0.5 * 0.002 * 10_000)
