"""One room that sees the whole city."""

from __future__ import annotations

import pytest

from sim.services.command_centre import CommandCentre
from tests.cities import run_rule, tiny_city


def test_repair_teams_give_signal_back_and_riders_are_spared():
    city = tiny_city(device="basic phone", covered=True, housebound=[True, False], districts__down=[0.8, 0.0],
                     government__works_exchange=1.0, government__works_assistant=1.0)  # fmt: skip
    run_rule(CommandCentre, city, reach=1.0, repaired=0.25, spared=1.0)
    assert city.districts.down.tolist() == pytest.approx([0.6, 0.0])
    assert not city.residents.housebound.any()
