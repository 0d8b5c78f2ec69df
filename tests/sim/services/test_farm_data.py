"""Weather, soil and prices shared with growers."""

from __future__ import annotations

from sim.services.farm_data import FarmData
from tests.cities import run_rule, tiny_city


def test_growers_live_outside_the_centre():
    city = tiny_city(
        online=True,
        district=[0, 1],
        districts__area=["centre", "periphery"],
        government__works_exchange=1.0,
        government__works_assistant=1.0,
    )
    run_rule(FarmData, city, reach=1.0, hours=3.0)
    assert city.residents.rides.tolist() == [0, 1]
    assert city.government.service_hours[0] == 3.0
