"""Kits in the street."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.id_campaign import IdCampaign
from tests.cities import run_rule, tiny_city


def test_kits_add_capacity_and_people_come():
    city = tiny_city(3)
    people, outreach, kits = run_rule(
        IdCampaign, city, residents=[True, True, False], kits=10, per_kit=100, push=0.2
    )
    assert city.government.kits[0] == 1000
    assert_allclose(city.residents.enrol_push, [0.2, 0.2, 0])
    assert (people.cost, outreach.cost) == (12_000, 5_000)
    assert (kits.cost, kits.capital) == (40_000, True)


def test_a_campaign_through_sim_cards_brings_those_who_own_a_phone():
    """A quarter of the push does not need a phone."""
    city = tiny_city(device=["no phone", "basic phone", "smartphone"])
    run_rule(IdCampaign, city, push=0.2, sim_bound=0.75)
    assert_allclose(city.residents.enrol_push, [0.05, 0.2, 0.2])


def test_kits_are_bought_once():
    assert [s.capital for s in run_rule(IdCampaign, tiny_city(), months_on=1)] == [False, False]


def test_without_kits_there_is_no_campaign():
    city = tiny_city()
    assert sum(s.cost for s in run_rule(IdCampaign, city, kits=0)) == 0
    assert not city.residents.enrol_push.any()
