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
