"""Half a first smartphone."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.device_subsidy import DeviceSubsidy
from tests.cities import run_rule, tiny_city


def test_the_offer_goes_to_the_poor_without_a_smartphone():
    city = tiny_city(rank=[0.1, 0.1, 0.9], device=["basic phone", "smartphone", "no phone"])
    run_rule(DeviceSubsidy, city, share=0.5, below=0.4)
    assert_allclose(city.residents.device_discount, [0.5, 0, 0])
    assert city.residents.phone_offer.tolist() == [True, False, False]


def test_last_month_s_phones_are_paid_for_at_the_share():
    """Two of three took the offer: half of a phone at 60, twice."""
    city = tiny_city(device=["smartphone", "smartphone", "basic phone"], phone_offer=True, rank=0.1)
    (bill,) = run_rule(DeviceSubsidy, city, share=0.5)
    assert (bill.cost, bill.units, bill.capital) == (60, 2, True)
