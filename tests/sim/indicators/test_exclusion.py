"""Who is kept out, and by what."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.choice import CONSTRAINTS
from sim.indicators.exclusion import constraints, excluded_eservices, excluded_payments
from tests.cities import tiny_city
from tests.sim.indicators.records import record_of


def test_own_choice_and_not_having_decided_yet_are_no_exclusion():
    """Of five two are kept out: by the price and by coverage."""
    barriers = ["uses it", "price", "own choice", "deciding", "coverage"]
    record = record_of(tiny_city(barrier_payments=barriers, barrier_eservices="deciding"))
    assert_allclose(excluded_payments.compute(record), [0.4])
    assert_allclose(excluded_eservices.compute(record), [0])


def test_every_other_constraint_is_exclusion():
    """Of eighteen answers, three are not."""
    record = record_of(tiny_city(barrier_eservices=list(CONSTRAINTS)))
    assert_allclose(excluded_eservices.compute(record), [15 / 18])


def test_constraints_share_out_the_whole_of_a_group():
    """Two women: price and device; the two men use it."""
    city = tiny_city(female=[1, 1, 0, 0], barrier_payments=["price", "device", "uses it", "uses it"])
    women = city.groups.labels.index("women")
    shares = constraints(record_of(city), group=women)
    assert {word: share[0] for word, share in shares.items() if share[0]} == {"price": 0.5, "device": 0.5}
