"""Phones ring before the water comes."""

from __future__ import annotations

from sim.services.flood_warning import FloodWarning
from tests.cities import run_rule, tiny_city


def test_a_warned_resident_gets_out_and_one_without_a_phone_does_not():
    city = tiny_city(
        device=["basic phone", "no phone"], covered=True, housebound=True, government__works_exchange=1.0
    )
    run_rule(FloodWarning, city, reach=1.0, spared=1.0)
    assert city.residents.housebound.tolist() == [False, True]
    assert city.government.spared[0] == 1


def test_nobody_is_spared_when_nothing_happens():
    city = tiny_city(device="smartphone", covered=True, housebound=False, government__works_exchange=1.0)
    run_rule(FloodWarning, city, reach=1.0, spared=1.0)
    assert city.government.spared[0] == 0
