"""The choice to pay digitally, month by month."""

from __future__ import annotations

from typing import Any

import pytest
from numpy.testing import assert_array_equal

from sim.choice import CHOICE, DEVICE, DISTANCE, LAPSED, NONE, PRICE, REGISTERED, SKILL, TRUST, USES
from sim.mechanisms.payments import Payments
from tests.cities import run_rule, tiny_city

PLAIN = {
    "base": 0, "skill": 0, "working": 0, "income": 0, "female": 0, "education": 0, "trust": 0, "peers": 0,
    "acceptance": 0, "habit": 0, "paid": 0, "fee": 0, "rate": 1,
}  # fmt: skip


def deciding(**columns: Any) -> Any:
    """Registered residents who are online and have an account."""
    return tiny_city(
        **{"access": 0, "covered": True, "online": True, "stage_payments": "registered", **columns},
        government__live_payments=True,
    )


@pytest.mark.parametrize(
    ("columns", "weight"),
    [
        ({"taste_payments": 0.6}, {}),
        ({"government__payment_push": 0.6}, {}),
        ({"work": "formal work"}, {"working": 0.6}),
        ({"female": True}, {"female": 0.6}),
        ({"trust": 0.9, "trust_providers": 0.7}, {"trust": 2}),
        ({"peers_payments": 3, "contacts": 4}, {"peers": 0.8}),
        ({"accepting": 2}, {"acceptance": 1.2}),
        ({"habit": 0.5}, {"habit": 1.2}),
        ({"paid_digitally": True}, {"paid": 0.6}),
    ],
)
def test_each_reason_to_pay_adds_its_own_utils(columns: dict[str, Any], weight: dict[str, float]):
    """Each adds .6 utils: enough against −.59, not against −.61."""
    for base, stage in ((-0.59, USES), (-0.61, REGISTERED)):
        city = deciding(**columns)
        run_rule(Payments, city, **PLAIN | {"base": base} | weight)
        assert_array_equal(city.residents.stage_payments, stage)


def test_a_fee_keeps_away_whom_its_waiver_brings_back():
    """.2 less .3 a percent: a fee of 1 % is too much and named, half of it is not."""
    for waived, stage, barrier in ((0, REGISTERED, PRICE), (0.5, USES, NONE)):
        city = deciding(government__fee_waived=waived)
        run_rule(Payments, city, **PLAIN | {"base": 0.2, "fee": 1, "fee_weight": 0.3})
        assert_array_equal(city.residents.stage_payments, stage)
        assert_array_equal(city.residents.barrier_payments, barrier)


def test_a_reward_above_the_fee_is_worth_paying_for():
    """−.5 + .3 · (2 − fee): with a fee of 0 it is worth .1, with one of 1 % it is not."""
    for fee, stage in ((0, USES), (1, REGISTERED)):
        city = deciding(government__payment_reward=2)
        run_rule(Payments, city, **PLAIN | {"base": -0.5, "fee": fee, "fee_weight": 0.3})
        assert_array_equal(city.residents.stage_payments, stage)


def test_cash_needs_an_agent_near_enough_for_the_trip():
    """Ease .8 · half of the trips served = .4: enough for who goes at .3, not at .5; a bank account is another way."""
    city = deciding(
        agent_access=0.8,
        trip_limit=[0.3, 0.5, 0.5],
        banked=[False, False, True],
        government__agents_serve=0.5,
    )
    run_rule(Payments, city, **PLAIN | {"base": 1})
    assert_array_equal(city.residents.stage_payments, [USES, REGISTERED, USES])
    assert_array_equal(city.residents.barrier_payments, [NONE, DISTANCE, NONE])


def test_an_account_is_no_way_in_where_banks_are_not_linked():
    city = deciding(trip_limit=0.5, stage_payments=["uses", "uses"], agent_access=[0.4, 0.6],
                    government__banks_linked=False)  # fmt: skip
    run_rule(Payments, city, **PLAIN | {"base": 1})
    assert_array_equal(city.residents.stage_payments, [LAPSED, USES])


def test_a_lack_of_trust_is_made_good_up_to_that_of_the_middling_person():
    """Trust is ½ · (.2 + .6) = .4, which costs .2; made good, a taste of −.1 is still against it."""
    city = deciding(taste_payments=[0.1, -0.1], trust=0.2, trust_providers=0.6)
    run_rule(Payments, city, **PLAIN | {"trust": 2})
    assert_array_equal(city.residents.barrier_payments, [TRUST, CHOICE])


def test_who_has_the_skill_of_an_ordinary_user_and_does_not_want_it_chooses():
    """.15 utils are missing. 2 · (.65 − .55) = .2 is enough; for someone with .7 skill is not what lacks."""
    city = deciding(taste_payments=[-0.25, -0.55], skill=[0.55, 0.7], government__skill_enough=0.65)
    run_rule(Payments, city, **PLAIN | {"skill": 2})
    assert_array_equal(city.residents.barrier_payments, [SKILL, CHOICE])


def test_a_payer_who_loses_the_phone_lapses():
    city = deciding(stage_payments=["uses", "registered"], access=DEVICE, phone_at_hand="no phone")
    run_rule(Payments, city, **PLAIN | {"base": 9})
    assert_array_equal(city.residents.stage_payments, [LAPSED, REGISTERED])
    assert_array_equal(city.residents.barrier_payments, DEVICE)


def test_whoever_does_not_decide_this_month_stays():
    city = deciding(stage_payments=["uses", "registered"])
    run_rule(Payments, city, **PLAIN | {"base": -9, "rate": 0})
    assert_array_equal(city.residents.stage_payments, [USES, REGISTERED])


def test_whoever_has_just_registered_decides_at_once_and_the_others_when_their_turn_comes():
    """With no turns at all, only the prompted decide."""
    city = deciding(taste_payments=1, prompted=[True, False])
    run_rule(Payments, city, **PLAIN | {"rate": 0})
    assert_array_equal(city.residents.stage_payments, [USES, REGISTERED])
