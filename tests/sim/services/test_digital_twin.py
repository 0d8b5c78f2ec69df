"""Planning before the storm."""

from __future__ import annotations

import pytest

from sim.services.digital_twin import DigitalTwin
from tests.cities import run_rule, tiny_city


def test_plans_are_built_over_years_and_then_prevent_damage():
    """After one of two years, half of the fifth that planning prevents."""
    city = tiny_city(online=True, districts__down=[0.5, 0.0], government__works_exchange=1.0)
    run_rule(DigitalTwin, city, months_on=12, years=2.0, planned=0.2)
    assert city.districts.down[0] == pytest.approx(0.5 * 0.9)


def test_nothing_is_built_in_the_first_month():
    city = tiny_city(online=True, districts__down=[0.5, 0.0], government__works_exchange=1.0)
    run_rule(DigitalTwin, city, months_on=0, planned=1.0)
    assert city.districts.down[0] == pytest.approx(0.5)
