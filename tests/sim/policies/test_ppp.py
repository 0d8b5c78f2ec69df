"""A private partner who is paid back."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.ppp import Ppp
from tests.cities import run_rule, tiny_city

TERMS = {"investment": 1_000_000, "upfront": 0.2, "years": 10, "rate": 0.03, "premium": 0.03}


def test_the_fee_is_the_annuity_of_what_was_not_paid_at_once():
    """800,000 over 120 months at .5 % a month: 8,881.64 a month."""
    city = tiny_city()
    upfront, fee = run_rule(Ppp, city, reopened=0, **TERMS)
    assert (upfront.cost, upfront.capital) == (200_000, True)
    assert_allclose(fee.cost, 8_881.64, atol=0.01)
    assert city.government.digitise_push[0] == 2
    assert_allclose(city.agencies.portability, 0.3 * 0.995, rtol=1e-6)


def test_a_reopened_contract_costs_more_unless_the_partner_bears_the_risk():
    for shared, rise in ((0.0, 1.15), (1.0, 1.0)):
        city = tiny_city()
        run_rule(Ppp, city, reopened=0, **TERMS)
        before = float(city.government.partner_fee[0])
        (fee,) = run_rule(Ppp, city, months_on=1, reopened=1, raised=0.15, shared=shared, **TERMS)
        assert_allclose(fee.cost, before * rise)


def test_nothing_is_owed_after_the_last_year():
    city = tiny_city(government__partner_fee=1000)
    assert run_rule(Ppp, city, months_on=119, reopened=0, **TERMS)[0].cost == 1000
    assert run_rule(Ppp, city, months_on=120, reopened=0, **TERMS)[0].cost == 0
