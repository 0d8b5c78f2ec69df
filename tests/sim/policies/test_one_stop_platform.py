"""One front door for all services."""

from __future__ import annotations

from sim.policies.one_stop_platform import OneStopPlatform
from tests.cities import run_rule, tiny_city


def test_it_pushes_digitisation_and_pays_for_the_steps_taken_since_last_month():
    """Two agencies at level 1; one goes to 2: eight services at 30,000."""
    city = tiny_city(agencies__digitisation=1)
    built, team = run_rule(OneStopPlatform, city, push=4.0)
    assert (built.cost, team.cost) == (0, 25_000)
    assert city.government.digitise_push[0] == 4
    city.agencies.digitisation[0] = 2
    built, _ = run_rule(OneStopPlatform, city, months_on=1)
    assert (built.units, built.cost) == (8, 240_000)


def test_its_team_turns_to_the_agencies_that_are_left():
    """Two agencies share a push of 1 + 3; when one of them is done, the other has 1 + 3 · 2; with none left, no harm."""
    for levels, push in (([0, 1], 4), ([2, 1], 7), ([2, 2], 7)):
        city = tiny_city(agencies__digitisation=levels)
        run_rule(OneStopPlatform, city, push=4.0)
        assert city.government.digitise_push[0] == push
