"""Enrolment that suits women."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.women_centred_enrolment import WomenCentredEnrolment
from tests.cities import run_rule, tiny_city


def test_half_the_gap_closes_women_come_more_often_and_teams_cost_more():
    """Six teams at 1,200 a month and a premium of 1.3 cost 9,360."""
    city = tiny_city(female=[True, False])
    (teams,) = run_rule(WomenCentredEnrolment, city, closes=0.5, push=0.05)
    assert_allclose(city.residents.enrol_push, [0.05, 0])
    assert city.government.women_gap_closed[0] == 0.5
    assert city.government.kits[0] == 6 * 400
    assert_allclose(teams.cost, 9_360)


def test_without_teams_nothing_happens():
    city = tiny_city(female=True)
    (teams,) = run_rule(WomenCentredEnrolment, city, teams=0)
    assert city.government.women_gap_closed[0] == 0
    assert not city.residents.enrol_push.any()
    assert teams.cost == 0
