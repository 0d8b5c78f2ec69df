"""What all city services share: whom they reach, how well they work, what they cost."""

from __future__ import annotations

import numpy as np
import pytest

from sim.registry import registry
from sim.services.flood_warning import FloodWarning
from sim.services.heritage_online import HeritageOnline
from sim.services.mobility_pass import MobilityPass
from sim.urban_service import DOMAINS
from tests.cities import run_rule, tiny_city

SERVICES = sorted(registry().services.values(), key=lambda service: service.name)
WORKS = {f"government__works_{name}": 1.0 for name in ("identity", "payments", "exchange", "assistant")}

each_service = pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)


def test_only_those_ride_who_hold_and_use_what_the_service_needs():
    """Online, an active ID and digital payments: the first of four has all three."""
    city = tiny_city(
        online=[True, False, True, True], identity=["active", "active", "enrolled", "active"],
        stage_payments=["uses", "uses", "uses", "lapsed"], **WORKS,
    )  # fmt: skip
    run_rule(MobilityPass, city, reach=1.0, hours=2.0)
    assert city.residents.rides.tolist() == [1, 0, 0, 0]
    assert city.government.service_hours[0] == 2.0


def test_a_warning_reaches_any_phone_with_a_signal():
    city = tiny_city(device=["no phone", "basic phone", "smartphone"], covered=[True, True, False], **WORKS)
    run_rule(FloodWarning, city, reach=1.0)
    assert city.residents.rides.tolist() == [0, 1, 0]


def test_half_of_what_it_needs_saves_half_the_hours():
    city = tiny_city(online=True, **{**WORKS, "government__works_exchange": 0.5})
    run_rule(HeritageOnline, city, reach=1.0, hours=1.0)
    assert city.government.service_hours[0] == pytest.approx(3 * 0.5)


@each_service
def test_a_service_stands_still_without_any_one_component(service):
    for missing in service.components:
        city = tiny_city(online=True, covered=True, identity="active", stage_payments="uses", work=1,
                         **{**WORKS, f"government__works_{missing}": 0.0})  # fmt: skip
        before = city.fork()
        run_rule(service, city)
        assert not city.residents.rides.any()
        for table in ("residents", "businesses", "agencies", "districts", "government"):
            for name, values in before.table(table).arrays().items():
                np.testing.assert_array_equal(values, city.table(table).array(name))


@each_service
def test_building_is_paid_over_the_first_year_and_running_for_ever(service):
    first = run_rule(service, tiny_city(**WORKS), build=120_000, running=500)
    assert [(s.cost, s.capital) for s in first] == [(10_000, True), (500, False)]
    later = run_rule(service, tiny_city(**WORKS), months_on=12, build=120_000, running=500)
    assert [s.cost for s in later] == [500]


@each_service
def test_a_service_says_what_it_needs_whom_it_serves_and_what_it_softens(service):
    assert service.domain in DOMAINS
    assert service.components
    assert set(service.components) <= {"identity", "payments", "exchange", "assistant"}
    assert set(service.softens) <= registry().shocks.keys()
    assert service.serves
    assert service.examples


def test_every_urban_domain_of_the_framework_has_a_service():
    assert {service.domain for service in SERVICES} == set(DOMAINS)
