"""Places in a course."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.skills_training import SkillsTraining
from tests.cities import run_rule, tiny_city


def test_a_place_adds_skill_once_to_those_with_least():
    city = tiny_city(skill=[0.2, 0.4, 0.8], course_taken=[False, True, False])
    (bill,) = run_rule(SkillsTraining, city, budget=300, cost=30.0, gain=0.1, below=0.5)
    assert_allclose(city.residents.skill, [0.3, 0.4, 0.8], rtol=1e-6)
    assert city.residents.course_taken.tolist() == [True, True, False]
    assert bill.cost == 30


def test_the_budget_sets_the_number_of_places():
    city = tiny_city(skill=[0.2, 0.2, 0.2])
    (bill,) = run_rule(SkillsTraining, city, budget=60, cost=30.0)
    assert city.residents.course_taken.sum() == 2
    assert bill.cost == 60
