"""Nobody under 18 has an account, or registers to pay, for whom no guardian signs."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from sim.choice import AWARE, CONSTRAINTS, REGISTERED, USES, may_sign
from sim.city.assumptions import P
from sim.mechanisms.accounts import Accounts
from sim.mechanisms.guardians import Guardians
from sim.mechanisms.payments import Payments
from sim.mechanisms.registration import Registration
from sim.model import DPICity
from sim.scenario import scenario_from_dict
from tests.cities import run_rule, tiny_city

OF_AGE, SIGNED, UNSIGNED = 0.0, 0.2, 0.4
PLACES = [OF_AGE, SIGNED, UNSIGNED]


def test_accounts_at_month_0_are_those_for_which_a_guardian_signs_later_too():
    assert Guardians.signing.default == P.minors_signed


@pytest.mark.parametrize(
    ("place", "signing", "may"), [(0, 0, True), (0.2, 0.3, True), (0.4, 0.3, False), (0.4, 1, True)]
)
def test_those_of_age_sign_for_themselves_and_guardians_in_the_order_of_places(
    place: float, signing: float, may: bool
):
    assert may_sign.py_func(place, signing) == may_sign(place, signing) == may


def test_how_many_guardians_sign_is_published():
    city = tiny_city()
    run_rule(Guardians, city, signing=0.25)
    assert city.government.signing[0] == 0.25


def test_an_account_asks_for_a_signature():
    city = tiny_city(guardian_place=PLACES, banked=False, government__signing=0.3)
    run_rule(Accounts, city, hazard=1)
    assert_array_equal(city.residents.banked, [True, True, False])


def test_registering_at_an_agent_or_in_the_app_asks_for_one_too():
    for online in (True, False):
        city = tiny_city(
            guardian_place=PLACES, stage_payments="aware", online=online, agent_access=1, government__open_payments=True,
            government__signing=0.3,
        )  # fmt: skip
        run_rule(Registration, city, remote=1, counter=1)
        assert_array_equal(city.residents.stage_payments, [REGISTERED, REGISTERED, AWARE])


def test_who_is_too_young_to_sign_is_told_so_and_whoever_has_registered_goes_on_paying():
    city = tiny_city(
        guardian_place=[UNSIGNED, UNSIGNED], stage_payments=["aware", "uses"], online=True, access="uses it",
        covered=True, taste_payments=9,
        government__live_payments=True, government__signing=0.3, government__banks_linked=True,
    )  # fmt: skip
    run_rule(Payments, city, rate=1)
    r = city.residents
    assert CONSTRAINTS[r.barrier_payments[0]] == "signature"
    assert r.stage_payments[1] == USES


def test_in_a_whole_city_the_youngest_fall_behind_and_nobody_without_a_signature_pays():
    model = DPICity(scenario_from_dict({"extends": "baseline", "residents": 4000, "months": 24}, "young"), 1)
    for _ in range(24):
        model.step()
    r = model.city.residents
    unsigned = r.guardian_place > model.city.government.signing[0]
    minors, grown = r.guardian_place > 0, (r.age == 0) & (r.guardian_place == 0)
    assert 0.25 < minors.sum() / (r.age == 0).sum() < 0.35
    assert unsigned.sum() / minors.sum() == pytest.approx(0.7, abs=0.06)
    assert not (r.stage_payments[unsigned] == USES).any()
    assert not r.banked[unsigned].any()
    assert np.mean(r.banked[minors]) < 0.5 * np.mean(r.banked[grown])
