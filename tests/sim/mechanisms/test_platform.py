"""What each component is worth to the services that ride on it."""

from __future__ import annotations

import pytest

from sim.mechanisms.platform import CARRIES, Platform, failing_and_linked
from tests.cities import run_rule, tiny_city
from tests.random_city import random_city

LIVE = {f"government__live_{name}": True for name in CARRIES}


def worth(name: str, **columns: object) -> float:
    city = tiny_city(**{**LIVE, **columns})
    run_rule(Platform, city, alone=0.3)
    return float(city.government.array(f"works_{name}")[0])


@pytest.mark.parametrize("name", CARRIES)
def test_a_component_that_is_not_live_carries_nothing(name: str):
    assert worth(name, **{f"government__live_{name}": False}) == 0
    assert worth(name) > 0


def test_a_data_exchange_carries_as_far_as_registries_are_linked():
    """A third of the worth needs no link; half of the caseload fully linked adds half of the rest."""
    assert worth("exchange", agencies__links=0.0) == pytest.approx(0.3)
    assert worth("exchange", agencies__links=[1.0, 0.0]) == pytest.approx(0.3 + 0.7 * 0.5)


def test_errors_that_can_be_contested_cost_an_assistant_nothing():
    assert worth("assistant", government__ai_errors=0.1) == pytest.approx(0.9)
    assert worth("assistant", government__ai_errors=0.1, government__contestable=1.0) == pytest.approx(1)


def test_systems_that_are_down_take_their_share_of_everything():
    for name in CARRIES:
        whole = worth(name)
        assert worth(name, agencies__down=[True, False]) == pytest.approx(whole / 2)


def test_the_loop_over_agencies_gives_the_bits_of_the_same_lines_in_numpy():
    a = random_city(1, agencies=40).agencies
    weights = a.caseload / a.caseload.sum()
    expected = (weights * a.down).sum(), (weights * a.links).sum()
    assert failing_and_linked(a.caseload, a.down, a.links) == expected
