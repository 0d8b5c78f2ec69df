"""Trust lost fast and regained slowly."""

from __future__ import annotations

import pytest
from numpy.testing import assert_allclose

from sim.mechanisms.trust import Trust, next_trust
from tests.cities import run_rule, tiny_city

STILL = {"gain": 0, "loss": 0, "recover": 0, "talk": 0, "failed": 0}


def test_a_month_of_experience_by_hand():
    """Good service: .5 + .1 · .25; harm 2 with a quarter made good: .5 − .2 · 2 · .75 · .5; return: + .1 · .25."""
    p = Trust.defaults()._replace(gain=0.1, loss=0.2, recover=0.1)
    assert next_trust.py_func(p, 0.5, 1.0, 0.0, 0.0, 0.5, 0.0, 0.75) == pytest.approx(0.525)
    assert next_trust.py_func(p, 0.5, 0.0, 2.0, 0.25, 0.5, 0.0, 0.75) == pytest.approx(0.35)
    assert next_trust.py_func(p, 0.5, 0.0, 0.0, 0.0, 0.7, 0.05, 0.75) == pytest.approx(0.525)


def test_good_service_does_not_lead_beyond_the_ceiling_and_harm_not_below_nothing():
    p = Trust.defaults()._replace(gain=0.5, loss=1.0, recover=0.0)
    assert next_trust.py_func(p, 0.9, 1.0, 0.0, 0.0, 0.5, 0.0, 0.75) == 0.9
    assert next_trust.py_func(p, 0.5, 0.0, 9.0, 0.0, 0.5, 0.0, 0.75) == 0


def test_service_online_or_with_help_is_good_and_payments_are_so_in_part():
    """A tenth of the way from .5 to .75 + .05, and .3 of that for a month of payments without failure."""
    city = tiny_city(
        need=["served online", "assisted", "served at a counter", "no need"],
        stage_payments=["aware", "aware", "aware", "uses"], government__institutions=0.05,
    )  # fmt: skip
    run_rule(Trust, city, **STILL | {"gain": 0.1, "cap": 0.75, "paid_well": 0.3})
    assert_allclose(city.residents.trust, [0.53, 0.53, 0.5, 0.509], rtol=1e-6)
    assert_allclose(city.government.trust_ceiling, 0.8)
    assert_allclose(city.government.trust_mean, (0.53 + 0.53 + 0.5 + 0.509) / 4, rtol=1e-6)


def test_a_failed_payment_harms_and_redress_makes_part_of_it_good():
    """.5 − .4 · .3 · (1 − .25) · .5 = .455."""
    city = tiny_city(stage_payments=["uses", "aware"], government__redress=0.25)
    run_rule(Trust, city, **STILL | {"loss": 0.4, "failed": 1, "failed_severity": 0.3})
    assert_allclose(city.residents.trust, [0.455, 0.5], rtol=1e-6)


def test_a_sixth_of_the_city_talks_each_month_on_what_the_others_thought_before():
    """In month 1 residents 1 and 7 talk, with each other: .2 and .4 meet at .3. Friends 2 and 3 wait their turn."""
    city = tiny_city(trust=[0.8, 0.2, 0.2, 0.8, 0.8, 0.8, 0.8, 0.4], friends=[(1, 7), (2, 3)])
    run_rule(Trust, city, month=1, **STILL | {"talk": 0.5})
    assert_allclose(city.residents.trust, [0.8, 0.3, 0.2, 0.8, 0.8, 0.8, 0.8, 0.3], rtol=1e-6)


def test_the_least_trusting_tenth_is_measured_once_a_year():
    """Three of thirty: two at .1 and one of those at .5, in the middle of their hundredths: .235."""
    for month, lowest in ((11, 0), (12, (2 * 0.105 + 0.505) / 3)):
        city = tiny_city(trust=[0.1, 0.1, *[0.5] * 28])
        run_rule(Trust, city, month=month, **STILL)
        assert_allclose(city.government.trust_lowest, lowest, rtol=1e-6)
