"""A council on the city's data."""

from __future__ import annotations

import pytest

from sim.policies.stewardship_council import StewardshipCouncil
from tests.cities import run_rule, tiny_city


def test_the_council_adds_its_standing_and_costs_its_secretariat():
    city = tiny_city()
    (secretariat,) = run_rule(StewardshipCouncil, city, strength=0.5, standing=0.02, secretariat=8_000)
    assert city.government.institutions[0] == pytest.approx(0.01)
    assert secretariat.cost == 4_000
