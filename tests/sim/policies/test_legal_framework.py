"""Laws for signatures and sharing."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.legal_framework import LegalFramework
from tests.cities import run_rule, tiny_city


def test_nothing_moves_before_the_law_is_passed():
    city = tiny_city()
    (lawyers,) = run_rule(LegalFramework, city, months_on=8, passage=9)
    assert lawyers.cost == 15_000
    assert city.government.digitise_push[0] == city.government.link_push[0] == 1
    assert city.government.institutions[0] == 0


def test_a_law_in_force_speeds_agencies_up_and_adds_trust():
    city = tiny_city()
    (regulator,) = run_rule(LegalFramework, city, months_on=9, passage=9, stepping=1.5, linking=1.5)
    assert regulator.cost == 10_000
    assert city.government.digitise_push[0] == city.government.link_push[0] == 1.5
    assert_allclose(city.government.institutions, [0.01])
