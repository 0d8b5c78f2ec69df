"""Hearing of a channel."""

from __future__ import annotations

import pytest
from numpy.testing import assert_array_equal

from sim.choice import AWARE, UNAWARE, USES
from sim.draws import Draws
from sim.mechanisms.awareness import Awareness, hearing_chance
from tests.cities import run_rule, tiny_city


def test_the_chance_of_hearing_adds_media_outreach_and_word_of_mouth():
    """.036 + .1 + .26 · .5 = .266."""
    assert hearing_chance.py_func(0.036, 0.1, 0.26, 0.5) == pytest.approx(0.266)


def test_word_travels_in_proportion_to_the_contacts_who_use_a_channel():
    """Nobody of none, one of two, two of two: chances 0, .5 and 1 when word is all there is."""
    city = tiny_city(300, contacts=2, peers_payments=[0, 1, 2] * 100, government__open_payments=True)
    run_rule(Awareness, city, media=0, word=1)
    luck = Draws(1, 1).uniform("awareness.payments", 300)
    heard = [u < chance for u, chance in zip(luck, [0, 0.5, 1] * 100, strict=True)]
    assert_array_equal(city.residents.stage_payments == AWARE, heard)


def test_news_moves_nobody_back_and_nobody_hears_of_what_is_not_there():
    city = tiny_city(
        stage_payments=["uses", "unaware"], stage_assistant="unaware", government__open_payments=True
    )
    run_rule(Awareness, city, media=1)
    assert_array_equal(city.residents.stage_payments, [USES, AWARE])
    assert_array_equal(city.residents.stage_assistant, UNAWARE)


def test_outreach_reaches_only_those_it_is_aimed_at():
    city = tiny_city(outreach=[1, 0], government__live_eservices=True)
    run_rule(Awareness, city, media=0, word=0)
    assert_array_equal(city.residents.stage_eservices, [AWARE, UNAWARE])
