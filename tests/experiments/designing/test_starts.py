"""Starting conditions: read from the city, moved, and still a city that passes its checks."""

from __future__ import annotations

import pytest

from experiments.designing.starts import STARTS, at_start, started
from experiments.sensitivity.inputs import inputs_of
from sim.city.files import city_names, load_city
from sim.scenario.parts import Scenario


@pytest.mark.parametrize("city", sorted(city_names()))
def test_both_ends_of_every_starting_condition_are_a_possible_city(city):
    scenario = Scenario(load_city(city))
    for known in inputs_of([scenario], over=["start.*"]):
        for value in (known.low, known.high):
            moved = started(scenario, {known.key: value})
            assert at_start(moved.city, known.key) == pytest.approx(value, abs=0.06)


def test_what_is_read_is_what_the_file_says():
    city = load_city("marenga")
    assert at_start(city, "start.trust_government") == 0.48
    assert at_start(city, "start.data_price") == 4.5
    assert at_start(city, "start.coverage") == pytest.approx(
        sum(d.share * d.coverage for d in city.districts)
    )
    assert set(STARTS) >= {"start.skill", "start.documents"}


def test_moving_nothing_changes_nothing():
    scenario = Scenario(load_city("marenga"))
    same = started(scenario, {"start.skill": at_start(scenario.city, "start.skill")})
    assert same.hash == scenario.hash
