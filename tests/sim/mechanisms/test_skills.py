"""Skill gained by doing and lost without it."""

from __future__ import annotations

import pytest
from numpy.testing import assert_allclose

from sim.mechanisms.skills import Skills, practised
from tests.cities import run_rule, tiny_city


def test_a_month_of_use_closes_a_share_of_the_gap_to_everyday_skill():
    """.5 + .1 · (.8 − .5) = .53; whoever has more than everyday use teaches keeps it."""
    assert practised.py_func(0.5, 0.1, 0.8) == pytest.approx(0.53)
    assert practised.py_func(0.9, 0.1, 0.8) == 0.9


def test_use_makes_training_ones_own():
    """.5 + .1 · .3 = .53, of which .2 · .9 may still be forgotten; either channel counts as use."""
    city = tiny_city(
        skill=[0.5, 0.5], trained=0.2, online=True, stage_payments=["uses", "aware"],
        stage_eservices=["aware", "uses"],
    )  # fmt: skip
    run_rule(Skills, city, learn=0.1, ceiling=0.8)
    assert_allclose(city.residents.skill, 0.53, rtol=1e-6)
    assert_allclose(city.residents.trained, 0.18, rtol=1e-6)


def test_unused_training_fades_and_what_one_knew_before_does_not():
    """Half of .2 is forgotten; offline is no use, and nothing is lost without training."""
    city = tiny_city(
        skill=0.5,
        trained=[0.2, 0.2, 0],
        online=[True, False, True],
        stage_payments=["aware", "uses", "aware"],
    )
    run_rule(Skills, city, decay=0.5)
    assert_allclose(city.residents.skill, [0.4, 0.4, 0.5], rtol=1e-6)
    assert_allclose(city.residents.trained, [0.1, 0.1, 0], rtol=1e-6)
