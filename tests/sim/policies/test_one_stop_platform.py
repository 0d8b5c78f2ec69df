"""One front door for all services."""

from __future__ import annotations

import pytest
from numpy.testing import assert_allclose

from sim.mechanisms.digitisation import Digitisation
from sim.policies.one_stop_platform import OneStopPlatform
from tests.cities import run_rule, tiny_city


def test_it_helps_with_forms_and_pays_for_the_services_put_online_since_last_month():
    """Two agencies with half of their forms online share a team of 3; then a quarter of one's eight services more."""
    city = tiny_city(agencies__forms=0.5)
    built, team = run_rule(OneStopPlatform, city, push=4.0)
    assert (built.cost, team.cost) == (0, 25_000)
    assert_allclose(city.agencies.forms_help, 1 + 3 * 2 / 1)
    assert_allclose(city.agencies.whole_help, 1)
    city.agencies.forms[0] = 0.75
    built, _ = run_rule(OneStopPlatform, city, months_on=1)
    assert (built.units, built.cost) == (2, 60_000)


@pytest.mark.parametrize(
    ("forms", "whole", "forms_help", "whole_help"),
    [
        ([0, 0, 0], 0, 4, 1), ([0, 0.5, 1], 0, 7, 1), ([1, 1, 1], 0, 1, 4), ([1, 1, 1], [1, 0.5, 1], 1, 19),
        ([1, 1, 1], 1, 1, 1),
    ],
)  # fmt: skip
def test_its_team_puts_every_form_online_before_it_works_on_what_is_behind(
    forms, whole, forms_help, whole_help
):
    """Three agencies share a push of 1 + 3: the less is left, the more of the team each service has."""
    city = tiny_city(agencies=3, agencies__forms=forms, agencies__whole=whole)
    run_rule(OneStopPlatform, city, push=4.0)
    assert_allclose(city.agencies.forms_help, forms_help)
    assert_allclose(city.agencies.whole_help, whole_help)
    assert city.government.digitise_push[0] == 1


def test_a_team_of_fixed_size_brings_services_online_at_an_even_pace():
    """With no chance of moving alone, ⅛ · 2 of all forms come each month, whatever is left, until the last."""
    city, online = tiny_city(agencies__forms=0, agencies__legacy=0, agencies__capacity=0.5), []
    for month in range(1, 10):
        city.agencies.forms_help[:] = 1
        run_rule(OneStopPlatform, city, month, push=3.0)
        run_rule(Digitisation, city, month, hazard=0.0625)
        online.append(float(city.government.digital_share[0]))
    assert online[0] == pytest.approx(3 * 0.0625)
    steps = [b - a for a, b in zip([0, *online], online, strict=False) if b < 1]
    assert all(0.125 <= step <= 0.1875 + 1e-12 for step in steps)
    assert online[-1] == 1
