"""Services in the languages people speak."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.language_access import LanguageAccess
from tests.cities import run_rule, tiny_city


def test_a_language_is_worth_skill_once_to_migrants_and_half_to_those_who_read_little():
    city = tiny_city(
        migrant=[True, False, False], education=["secondary", "primary or less", "tertiary"], skill=0.4
    )
    for month in range(3):
        city.residents.outreach[:] = 0
        (cost,) = run_rule(LanguageAccess, city, months_on=month, gain=0.1, voice=0.5, telling=0.02)
    assert_allclose(city.residents.skill, [0.5, 0.45, 0.4], rtol=1e-6)
    assert_allclose(city.residents.outreach, [0.02, 0.02, 0])
    assert cost.cost == 4 * 2500


def test_skill_never_passes_one():
    city = tiny_city(migrant=True, skill=[0.95, 1.0])
    run_rule(LanguageAccess, city, gain=0.1)
    assert_allclose(city.residents.skill, [1, 1])
