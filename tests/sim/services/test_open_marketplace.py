"""Any shop can be found."""

from __future__ import annotations

from sim.services.open_marketplace import OpenMarketplace
from tests.cities import run_rule, tiny_city


def test_sellers_who_join_are_set_up():
    city = tiny_city(
        online=True, stage_payments="uses", government__works_payments=1.0, government__works_exchange=1.0
    )
    run_rule(OpenMarketplace, city, joining=1.0)
    assert city.businesses.onboarded.all()
    quiet = tiny_city(
        online=True, stage_payments="uses", government__works_payments=1.0, government__works_exchange=1.0
    )
    run_rule(OpenMarketplace, quiet, joining=0.0)
    assert not quiet.businesses.onboarded.any()
