"""Online without a smartphone of one's own."""

from __future__ import annotations

import pytest
from numpy.testing import assert_array_equal

from sim.choice import COVERAGE, DEVICE, NONE, PRICE
from sim.mechanisms.sharing import CENTRE, HOME, NO_WAY, OWN, Sharing, way_in
from tests.cities import run_rule, tiny_city


@pytest.mark.parametrize(
    ("online", "own", "centre", "limit", "way"),
    [
        (True, True, 0.9, 0, OWN),
        (True, False, 0.9, 0, HOME),
        (False, True, 0.4, 0.3, CENTRE),
        (False, False, 0.2, 0.3, NO_WAY),
    ],
)
def test_ones_own_phone_comes_before_one_at_home_and_that_before_a_centre(online, own, centre, limit, way):
    assert way_in.py_func(online, own, centre, limit) == way


def test_those_who_lack_only_a_smartphone_may_borrow_one_from_someone_online_at_home():
    """In the first home the owner is online; in the second the owner is not."""
    city = tiny_city(
        household=[0, 0, 0, 1, 1], device=["smartphone", "basic phone", "no phone", "smartphone", "no phone"],
        access=[NONE, DEVICE, DEVICE, PRICE, DEVICE], online=[True, False, False, False, False],
        share_limit=[0, 0.1, 0.2, 0, 0.1],
    )  # fmt: skip
    run_rule(Sharing, city, shared=0.15)
    assert_array_equal(city.residents.online, [True, True, False, False, False])
    assert_array_equal(city.residents.access, [NONE, NONE, DEVICE, PRICE, DEVICE])
    assert_array_equal(city.residents.way_in, [OWN, HOME, NO_WAY, NO_WAY, NO_WAY])


def test_nobody_borrows_where_there_is_no_signal_and_a_borrowed_phone_lends_no_further():
    city = tiny_city(
        household=0, device=["smartphone", "basic phone", "basic phone"], access=[COVERAGE, COVERAGE, DEVICE]
    )
    run_rule(Sharing, city, shared=1)
    assert_array_equal(city.residents.online, False)


def test_a_staffed_centre_near_enough_for_the_trip_is_a_way_in():
    """Ease .8 · half of the centres that help = .4."""
    city = tiny_city(device="no phone", access=DEVICE, centre_access=0.8, trip_limit=[0.3, 0.4, 0.5],
                     government__assisted=0.5)  # fmt: skip
    run_rule(Sharing, city)
    assert_array_equal(city.residents.way_in, [CENTRE, NO_WAY, NO_WAY])
