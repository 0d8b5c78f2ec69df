"""Half a first smartphone."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from sim.policies.device_subsidy import DeviceSubsidy, offer_phones
from tests.cities import run_rule, tiny_city
from tests.random_city import random_city


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


def test_the_loop_over_residents_gives_the_bits_of_the_same_lines_in_numpy():
    r = random_city(1).residents
    aimed = np.arange(len(r)) % 4 > 0
    eligible = aimed & (r.device < 2) & (r.rank < 0.6)
    taken = np.count_nonzero(r.phone_offer & (r.device == 2))
    discount = np.where(eligible, np.maximum(r.device_discount, np.float32(0.3)), r.device_discount)
    found = offer_phones(0.3, np.float32(0.6), aimed, r.device, r.rank, r.phone_offer, r.device_discount)
    assert found == taken > 0
    assert_array_equal(r.phone_offer, eligible)
    assert_array_equal(r.device_discount, discount)
