"""Which parts of the infrastructure exist, and since when."""

from __future__ import annotations

from sim.mechanisms.components import COMPONENTS, Components
from tests.cities import run_rule, tiny_city


def live(month: int, **params: float) -> dict[str, bool]:
    """What is live in one month."""
    city = tiny_city()
    run_rule(Components, city, month, **params)
    return {name: bool(city.government.array(f"live_{name}")[0]) for name in COMPONENTS}


def test_a_component_is_live_from_the_month_of_its_launch():
    assert not live(23, assistant_launch=24)["assistant"]
    assert live(24, assistant_launch=24)["assistant"]
    assert live(25, assistant_launch=24)["assistant"]


def test_a_city_without_a_component_never_gets_it_and_keeps_the_others():
    found = live(600, payments=0)
    assert [name for name, is_live in found.items() if not is_live] == ["payments"]


def test_people_may_register_for_payments_before_the_first_payment():
    """Launch in month 5, registration two months ahead; never where there are no payments."""
    for month, present, opened in ((2, 1, False), (3, 1, True), (5, 1, True), (3, 0, False)):
        city = tiny_city()
        run_rule(Components, city, month, payments=present, payments_launch=5, payments_ahead=2)
        assert bool(city.government.open_payments[0]) == opened
        assert bool(city.government.live_payments[0]) == (opened and month == 5)
