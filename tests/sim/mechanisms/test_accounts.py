"""Who opens an account, and how much a digital ID helps."""

from __future__ import annotations

import pytest
from numpy.testing import assert_array_equal

from sim.draws import Draws
from sim.mechanisms.accounts import Accounts, opening_chance
from tests.cities import run_rule, tiny_city


def test_the_chance_of_an_account_grows_with_schooling_and_with_an_active_id():
    """.003 · ⅓ · (2 + 2) = .004 after tertiary schooling; three times that with an ID and ekyc = 2."""
    chance = opening_chance.py_func
    assert chance(0.003, 2, False, 2.0) == pytest.approx(0.004)
    assert chance(0.003, 2, True, 2.0) == pytest.approx(0.012)
    assert chance(0.003, 0, False, 2.0) == pytest.approx(0.002)


def test_those_whose_draw_falls_under_their_chance_open_an_account():
    """.1 · ⅓ · (2 + 1) = .1 on paper, .3 with an active ID."""
    city = tiny_city(banked=[False] * 400, identity=["active", "enrolled"] * 200)
    run_rule(Accounts, city, hazard=0.1, ekyc=2)
    luck = Draws(1, 1).uniform("accounts.open", 400)
    assert_array_equal(city.residents.banked[::2], luck[::2] < 0.3)
    assert_array_equal(city.residents.banked[1::2], luck[1::2] < 0.1)


def test_an_account_asks_for_papers_or_an_id_and_stays_open():
    city = tiny_city(
        banked=[False, False, False, True],
        documents=[False, True, False, False],
        identity=["no digital ID", "no digital ID", "enrolled", "no digital ID"],
    )
    run_rule(Accounts, city, hazard=1)
    assert_array_equal(city.residents.banked, [False, True, True, True])
