"""Legacy systems are renewed more often."""

from __future__ import annotations

from sim.policies.modernisation_programme import ModernisationProgramme
from tests.cities import run_rule, tiny_city


def test_attempts_come_five_times_as_often_and_two_programmes_multiply():
    city = tiny_city()
    (office,) = run_rule(ModernisationProgramme, city, push=5.0, strength=0.5)
    assert city.government.modernise_push[0] == 3
    assert office.cost == 15_000
    run_rule(ModernisationProgramme, city, push=2.0)
    assert city.government.modernise_push[0] == 6
