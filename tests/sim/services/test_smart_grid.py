"""A grid that sheds load before it fails."""

from __future__ import annotations

import pytest

from sim.services.smart_grid import SmartGrid
from tests.cities import run_rule, tiny_city


def test_an_outage_takes_less():
    city = tiny_city(online=True, identity="active", districts__down=[0.4, 0.0], agencies__struck=[0.5, 0.0],
                     government__works_identity=1.0, government__works_exchange=1.0,
                     government__works_assistant=1.0)  # fmt: skip
    run_rule(SmartGrid, city, steadier=0.5)
    assert city.districts.down[0] == pytest.approx(0.2)
    assert city.agencies.struck[0] == pytest.approx(0.25)
