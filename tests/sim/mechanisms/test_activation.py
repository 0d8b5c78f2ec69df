"""From enrolled to active."""

from __future__ import annotations

import pytest
from numpy.testing import assert_array_equal

from sim.draws import Draws
from sim.mechanisms.activation import ACTIVE, ENROLLED, Activation, activation_chance
from tests.cities import run_rule, tiny_city


def test_the_chance_is_that_of_the_easier_way():
    """Online and half skilled: .15 · .5 = .075; at the counter: .03 · .6, the easier of .2 and .6."""
    assert activation_chance.py_func(True, 0.5, 0.15, 0.03, 0.2, 0.6) == pytest.approx(0.075)
    assert activation_chance.py_func(False, 0.5, 0.15, 0.03, 0.2, 0.6) == pytest.approx(0.018)
    assert activation_chance.py_func(True, 0.1, 0.15, 0.03, 0.8, 0.6) == pytest.approx(0.024)


def test_only_the_enrolled_activate_and_an_active_id_stays_active():
    city = tiny_city(
        identity=["no digital ID", "enrolled", "active"], online=True, skill=1, government__live_identity=True
    )
    run_rule(Activation, city, remote=1)
    assert_array_equal(city.residents.identity, [0, ACTIVE, ACTIVE])


def test_simpler_onboarding_multiplies_the_remote_way():
    """remote .2 · ease 3 · skill .5 = .3."""
    city = tiny_city(
        300, identity="enrolled", online=True, skill=0.5,
        government__live_identity=True, government__easy_activation=3,
    )  # fmt: skip
    run_rule(Activation, city, remote=0.2, counter=0)
    active = Draws(1, 1).uniform("activation.try", 300) < 0.3
    assert_array_equal(city.residents.identity == ACTIVE, active)


def test_nobody_activates_an_id_that_is_not_live():
    city = tiny_city(identity="enrolled", online=True, skill=1)
    run_rule(Activation, city, remote=1)
    assert_array_equal(city.residents.identity, ENROLLED)
