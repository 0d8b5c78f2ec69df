"""A SIM card of one's own in somebody else's phone."""

from __future__ import annotations

from numpy.testing import assert_array_equal

from sim.mechanisms.sim_cards import SimCards
from tests.cities import run_rule, tiny_city

HOME = {
    "household": [0, 0, 0, 1, 1], "device": ["basic phone", "no phone", "no phone", "no phone", "no phone"],
    "share_limit": [0, 0.3, 0.6, 0.1, 0.1],
}  # fmt: skip
NO_PHONE, BASIC_PHONE, SMARTPHONE = range(3)


def test_a_basic_phone_is_at_hand_where_one_is_lent_at_home():
    """The second resident would borrow, the third would not; in the other home nobody owns a phone."""
    city = tiny_city(**HOME, government__device_needed=1)
    run_rule(SimCards, city, lent=0.5)
    assert_array_equal(city.residents.phone_at_hand, [BASIC_PHONE, BASIC_PHONE, NO_PHONE, NO_PHONE, NO_PHONE])


def test_an_app_needs_a_phone_of_ones_own():
    city = tiny_city(**HOME, government__device_needed=2)
    run_rule(SimCards, city, lent=1)
    assert_array_equal(city.residents.phone_at_hand, city.residents.device)


def test_a_lent_smartphone_pays_like_a_basic_phone_and_ones_own_stays_what_it_is():
    city = tiny_city(
        household=0, device=["smartphone", "no phone"], share_limit=0, government__device_needed=1
    )
    run_rule(SimCards, city, lent=1)
    assert_array_equal(city.residents.phone_at_hand, [SMARTPHONE, BASIC_PHONE])
