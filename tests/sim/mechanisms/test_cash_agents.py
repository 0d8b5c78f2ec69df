"""Cash agents and the customers they can keep money for."""

from __future__ import annotations

import pytest

from sim.mechanisms.cash_agents import CashAgents, share_served
from tests.cities import run_rule, tiny_city


def test_trips_are_in_vain_once_more_people_depend_on_agents_than_agents_can_serve():
    served = share_served.py_func
    assert served(3, 100, 300) == 1
    assert served(3, 100, 400) == 0.75
    assert served(0, 100, 0) == 1
    assert served(0, 100, 5) == 0


@pytest.mark.parametrize(("linked", "served"), [(True, 0.75), (False, 0.5)])
def test_who_depends_on_agents_is_for_the_link_with_banks_to_say(linked: bool, served: float):
    """Agents for 3 · 10 adults; each resident stands for ten, and four of the six payers have no account."""
    city = tiny_city(
        adults=100, stage_payments=["uses"] * 6 + ["lapsed"] * 4, banked=[False] * 4 + [True] * 6,
        points__kind=["agent"] * 2 + ["ID office"], points__district=[0, 1, 1], districts__agent_density=[1, 2],
        districts__agents=[1, 1], month=5,
    )  # fmt: skip
    run_rule(CashAgents, city, customers=10, banks_linked=linked)
    assert city.government.agents_serve[0] == pytest.approx(served)
    assert city.government.banks_linked[0] == linked


def test_agents_are_counted_once_by_district():
    city = tiny_city(points__kind=["agent", "agent", "access centre"], points__district=[1, 1, 0])
    CashAgents().begin(city, CashAgents.defaults(), None)
    assert city.districts.agents.tolist() == [0, 2]
