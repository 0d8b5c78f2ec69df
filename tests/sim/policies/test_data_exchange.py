"""A layer that links registries."""

from __future__ import annotations

from sim.policies.data_exchange import DataExchange
from tests.cities import run_rule, tiny_city


def test_links_are_pushed_and_the_layer_is_paid_over_a_year():
    """A layer of 900,000 costs 75,000 a month for twelve months, then only its operators."""
    city = tiny_city()
    layer, operators = run_rule(DataExchange, city, push=5.0)
    assert city.government.link_push[0] == 5
    assert (layer.cost, layer.capital, operators.cost) == (75_000, True, 20_000)
    assert [s.cost for s in run_rule(DataExchange, city, months_on=12)] == [20_000]
