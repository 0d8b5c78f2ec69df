"""Use the digital way or go without."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.digital_only_mandate import DigitalOnlyMandate
from tests.cities import run_rule, tiny_city


def test_counters_close_and_pressure_rises():
    city = tiny_city()
    (announcing,) = run_rule(DigitalOnlyMandate, city, closed=0.8, services=1.0, payments=0.5, needed=0.05)
    g = city.government
    assert_allclose(
        [g.counters[0], g.service_push[0], g.payment_push[0], g.id_needed[0]], [0.2, 1, 0.5, 0.05]
    )
    assert announcing.cost == 4_000
