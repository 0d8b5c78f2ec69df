"""One front door for all services."""

from __future__ import annotations

from numpy.testing import assert_array_equal

from sim.policies.one_stop_platform import OneStopPlatform
from tests.cities import run_rule, tiny_city


def test_it_pushes_digitisation_and_pays_for_the_steps_taken_since_last_month():
    """Two agencies at level 1; one goes to 2: eight services at 30,000."""
    city = tiny_city(agencies__digitisation=1)
    built, team = run_rule(OneStopPlatform, city, push=4.0)
    assert (built.cost, team.cost) == (0, 25_000)
    assert_array_equal(city.agencies.digitise_help, [4, 4])
    city.agencies.digitisation[0] = 2
    built, _ = run_rule(OneStopPlatform, city, months_on=1)
    assert (built.units, built.cost) == (8, 240_000)


def test_its_team_works_for_the_least_digital_agencies_and_leaves_the_others_to_themselves():
    """Three agencies share a push of 1 + 3; a team that works for two gives 1 + 3 · 3/2; with nothing left, no harm."""
    for levels, helped in (
        ([0, 0, 0], [4, 4, 4]), ([0, 0, 1], [5.5, 5.5, 1]), ([0, 1, 2], [10, 1, 1]),
        ([1, 1, 2], [5.5, 5.5, 1]), ([2, 2, 2], [1, 1, 1]),
    ):  # fmt: skip
        city = tiny_city(agencies=3, agencies__digitisation=levels)
        run_rule(OneStopPlatform, city, push=4.0)
        assert_array_equal(city.agencies.digitise_help, helped)
        assert city.government.digitise_push[0] == 1
