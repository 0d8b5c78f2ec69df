"""A resident can be followed through two futures."""

from __future__ import annotations

import pytest

from experiments.explaining.lives import agency, business, lived, resident
from experiments.running.runner import Plan
from sim.choice import STAGES
from sim.errors import DPICityError
from sim.scenario import scenario_from_dict

SMALL = {"city": "marenga", "residents": 1000, "months": 36}


@pytest.fixture(scope="module")
def futures():
    nothing = Plan("nothing", scenario_from_dict({**SMALL, "title": "Nothing"}))
    policies = [{"use": "instant_payments", "months": [1]}, {"use": "merchant_onboarding", "months": [1]}]
    mandate = Plan("mandate", scenario_from_dict({**SMALL, "title": "Mandate", "policies": policies}))
    return [(plan, lived(plan, 1)) for plan in (nothing, mandate)]


def test_both_futures_are_about_the_same_person(futures):
    lives = [resident(model, plan, 321) for plan, model in futures]
    assert lives[0].who == lives[1].who
    assert lives[0].who.startswith("Resident 321: ")


def test_a_life_ends_where_the_city_left_the_resident(futures):
    for plan, model in futures:
        for row in range(0, 1000, 97):
            stage = STAGES[model.city.residents.stage_payments[row]]
            end = resident(model, plan, row).end["digital payments"]
            assert end.startswith("uses them" if stage == "uses" else stage)


def test_every_step_of_use_is_in_the_life_line(futures):
    """Whoever uses payments at the end began in a month that the line names."""
    plan, model = futures[1]
    users = (model.city.residents.stage_payments == STAGES.index("uses")).nonzero()[0][:20]
    for row in users:
        assert any(m.text == "uses digital payments" for m in resident(model, plan, int(row)).moments)


def test_a_business_that_accepts_has_a_month_in_which_it_began(futures):
    plan, model = futures[1]
    row = int(model.city.businesses.accepts.nonzero()[0][0])
    life = business(model, plan, row)
    assert life.end["takes digital payment"] == "yes"
    assert any(m.text == "takes digital payment" for m in life.moments)


def test_a_resident_who_does_not_exist_is_named(futures):
    plan, model = futures[0]
    with pytest.raises(DPICityError, match="residents are numbered from 0 to 999"):
        resident(model, plan, 1000)


def test_an_agency_ends_at_the_last_level_its_line_names(futures):
    plan, model = futures[0]
    for row in range(len(model.city.agencies)):
        life = agency(model, plan, row)
        steps = [m.text for m in life.moments if m.text.startswith("services are now")]
        assert not steps or steps[-1] == f"services are now {life.end['services']}"
        downs = sum(m.text == "systems are down" for m in life.moments)
        assert downs <= model.record.history["agencies.down"][:, row].sum()
