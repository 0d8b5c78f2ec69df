"""One pass for the whole trip."""

from __future__ import annotations

from sim.services.mobility_pass import MobilityPass
from tests.cities import run_rule, tiny_city


def test_a_pass_saves_its_hours_to_those_who_pay_digitally():
    city = tiny_city(
        online=True,
        identity="active",
        stage_payments=["uses", "aware"],
        government__works_identity=1.0,
        government__works_payments=1.0,
        government__works_exchange=1.0,
    )
    run_rule(MobilityPass, city, reach=1.0, hours=2.5)
    assert city.residents.rides.tolist() == [1, 0]
    assert city.government.service_hours[0] == 2.5
