"""A rail that every bank must join."""

from __future__ import annotations

import pytest
from numpy.testing import assert_allclose

from sim.policies.instant_payments import InstantPayments
from tests.cities import run_rule, tiny_city


def test_banks_register_and_tell_their_customers_and_the_fee_goes():
    city = tiny_city(banked=[True, False], adults=1200)
    (bill,) = run_rule(InstantPayments, city, registering=0.3, telling=0.1, waiver=1.0, running=0.1)
    assert_allclose(city.residents.automatic, [0.3, 0])
    assert_allclose(city.residents.outreach, [0.1, 0])
    assert city.government.fee_waived[0] == 1
    assert bill.cost == pytest.approx(1200 * 0.1 / 12)


def test_only_businesses_registered_for_tax_are_set_up():
    city = tiny_city(businesses__formal=[True, False])
    run_rule(InstantPayments, city, registering=1.0)
    assert city.businesses.onboarded.tolist() == [True, False]
