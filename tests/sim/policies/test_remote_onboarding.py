"""An ID that is activated from home."""

from __future__ import annotations

from sim.policies.remote_onboarding import RemoteOnboarding
from tests.cities import run_rule, tiny_city


def test_activating_alone_gets_easier_and_each_check_of_those_online_is_paid_once():
    """The first could activate and did; the second is offline, the third was active before."""
    city = tiny_city(identity=["enrolled", "enrolled", "active"], online=[True, False, True])
    assert run_rule(RemoteOnboarding, city, easier=2.5)[0].cost == 0
    assert city.government.easy_activation[0] == 2.5
    city.residents.identity[:] = 2
    assert run_rule(RemoteOnboarding, city, months_on=1, check=1.0)[0].cost == 1
    assert run_rule(RemoteOnboarding, city, months_on=2, check=1.0)[0].cost == 0
