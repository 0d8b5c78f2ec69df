"""From aware to registered."""

from __future__ import annotations

from numpy.testing import assert_array_equal

from sim.choice import AWARE, REGISTERED, UNAWARE, USES
from sim.draws import Draws
from sim.mechanisms.registration import Registration, registration_chance
from tests.cities import run_rule, tiny_city


def test_the_app_is_for_those_online_with_an_account_and_the_agent_for_those_with_papers():
    """remote .25; counter .2 or .4 where an agent is near; neither account nor papers is no way at all."""
    chance = registration_chance.py_func
    assert chance(True, True, True, 0.25, 0.2, True) == 0.25
    assert chance(True, False, True, 0.25, 0.4, True) == 0.4
    assert chance(True, False, True, 0.25, 0.4, False) == 0.25
    assert chance(True, False, False, 0.25, 0.2, True) == 0.2
    assert chance(False, True, True, 0.25, 0.2, True) == 0.2
    assert chance(False, True, True, 0.25, 0.2, False) == 0
    assert chance(False, False, True, 0.25, 0.2, True) == 0


def test_those_whose_draw_falls_under_their_chance_register():
    """Online with an account .3; offline .2 at the agent, who is near for every second of them."""
    city = tiny_city(
        400, online=[True, False] * 200, agent_access=0.5, trip_limit=[0.6, 0.3, 0.6, 0.6] * 100, stage_payments="aware",
        government__open_payments=True,
    )  # fmt: skip
    run_rule(Registration, city, remote=0.3, counter=0.2)
    luck = Draws(1, 1).uniform("registration.try", 400)
    registered = city.residents.stage_payments == REGISTERED
    assert_array_equal(city.residents.prompted, registered)
    assert_array_equal(registered[::2], luck[::2] < 0.3)
    assert_array_equal(registered[1::4], luck[1::4] < 0.2)
    assert not registered[3::4].any()


def test_a_bank_registers_even_those_who_have_not_heard_but_not_those_without_an_account():
    city = tiny_city(
        stage_payments=["unaware", "unaware", "uses"], banked=[True, False, True], automatic=1,
        government__open_payments=True,
    )  # fmt: skip
    run_rule(Registration, city, remote=0, counter=0)
    assert_array_equal(city.residents.stage_payments, [REGISTERED, UNAWARE, USES])


def test_the_phone_that_is_needed_can_be_any_phone():
    phones = ["no phone", "basic phone", "smartphone"]
    for needed, stages in ((1, [AWARE, REGISTERED, REGISTERED]), (2, [AWARE, AWARE, REGISTERED])):
        city = tiny_city(
            phone_at_hand=phones, stage_payments="aware", online=True, government__open_payments=True
        )  # fmt: skip
        run_rule(Registration, city, remote=1, device_needed=needed)
        assert_array_equal(city.residents.stage_payments, stages)
        assert city.government.device_needed[0] == needed


def test_only_those_who_register_themselves_are_prompted_to_decide():
    """Half would have gone themselves; banks register the others, whether they had heard or not."""
    city = tiny_city(
        400,
        stage_payments=["aware", "unaware"] * 200,
        online=True,
        automatic=0.5,
        government__open_payments=True,
    )
    run_rule(Registration, city, remote=0.5, counter=0)
    luck = Draws(1, 1).uniform("registration.try", 400)
    r = city.residents
    assert_array_equal(r.stage_payments[::2], REGISTERED)
    assert_array_equal(r.prompted[::2], luck[::2] < 0.5)
    assert not r.prompted[1::2].any()
