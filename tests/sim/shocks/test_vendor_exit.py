"""The largest vendor is gone."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.shocks.vendor_exit import VendorExit
from tests.cities import run_rule, tiny_city


def test_its_agencies_move_to_the_cheapest_other_vendor_and_pay_for_haste():
    """Vendor 0 holds both contracts; vendor 1 asks .9. Leaving costs 1.5 times 100,000 each."""
    city = tiny_city(agencies__vendor=0, vendors__price=[1.0, 0.9], agencies__switching_cost=100_000,
                     agencies__portability=[0.0, 1.0], month=7)  # fmt: skip
    (moving,) = run_rule(VendorExit, city, month=7, stuck=0.8, haste=1.5)
    a = city.agencies
    assert a.vendor.tolist() == [1, 1]
    assert a.contract_end.tolist() == [67, 67]
    assert_allclose(a.paid, 900_000)
    assert_allclose(a.struck, [0.8, 0], atol=1e-7)
    assert (moving.cost, moving.units) == (300_000, 2)
