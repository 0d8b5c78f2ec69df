"""Riders, the hours they save, and whom a warning spared."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.indicators.riding import crisis_spared, service_hours, service_riders
from tests.cities import tiny_city
from tests.sim.indicators.records import record_of


def test_riders_are_a_share_of_adults_and_hours_are_a_year_s():
    record = record_of(tiny_city(4, rides=[1, 0, 0, 0], government__service_hours=2.0))
    assert_allclose(service_riders.compute(record), [0.25])
    assert_allclose(service_hours.compute(record), [12 * 2 / 4])


def test_the_spared_add_up_over_months_per_thousand_adults():
    months = [tiny_city(4, government__spared=spared) for spared in (0.0, 1.0, 1.0)]
    assert_allclose(crisis_spared.compute(record_of(*months)), [0, 250, 500])
