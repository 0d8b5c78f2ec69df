"""What becomes of a need."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from sim.draws import Draws
from sim.mechanisms.needs import (
    ASSISTED,
    COUNTER,
    DENIED,
    NO_NEED,
    ONLINE,
    Needs,
    at_the_counter,
    deal_cases,
    online,
)
from tests.cities import run_rule, tiny_city


@pytest.mark.parametrize(
    ("luck", "fallback_luck", "outcome"),
    [(0.75, 0.9, ONLINE), (0.2, 0.3, ASSISTED), (0.2, 0.5, DENIED), (0.5, 0.5, ASSISTED), (0.5, 0.9, DENIED)],
)
def test_a_failed_check_has_a_fallback_and_an_error_may_be_contested(luck, fallback_luck, outcome):
    """Checks fail below .25, the assistant errs below .75; the ways back are .4 and the larger of .4 and .8."""
    assert online.py_func(luck, fallback_luck, 0.25, 0.5, 0.8, 0.4) == outcome
    assert online(luck, fallback_luck, 0.25, 0.5, 0.8, 0.4) == outcome


@pytest.mark.parametrize(
    ("luck", "papers", "papers_luck", "help_luck", "outcome"),
    [
        (0.5, True, 0.0, 0.9, COUNTER),
        (0.7, True, 0.0, 0.9, DENIED),
        (0.7, True, 0.0, 0.1, ASSISTED),
        (0.5, False, 0.3, 0.9, COUNTER),
        (0.5, False, 0.2, 0.9, DENIED),
        (0.5, False, 0.2, 0.1, ASSISTED),
    ],
)
def test_a_counter_serves_with_papers_and_a_centre_helps_the_others(
    luck, papers, papers_luck, help_luck, outcome
):
    """Counters are open with chance .6, no papers mean refusal below .3, a centre helps below .2."""
    assert at_the_counter.py_func(luck, papers_luck, help_luck, 0.6, papers, 0.3, 0.2) == outcome
    assert at_the_counter(luck, papers_luck, help_luck, 0.6, papers, 0.3, 0.2) == outcome


def test_needs_are_dealt_to_agencies_by_caseload():
    """1 : 1 : 2 parts of 1024."""
    counts = np.bincount(deal_cases.py_func(np.array([0.5, 0.5, 1.0])))
    assert_array_equal(counts, [256, 256, 512])


def test_users_are_served_online_unless_the_agency_is_down():
    for down, outcome in ((False, ONLINE), (True, COUNTER)):
        city = tiny_city(stage_eservices=["uses", "registered"], agencies__whole=1, agencies__down=down)
        run_rule(Needs, city, rate=1, failure=0)
        assert_array_equal(city.residents.need, [outcome, COUNTER])


def test_a_need_is_for_one_service_among_the_agencys():
    """A quarter end to end, half with a form that serves half of its needs, a quarter on paper."""
    city = tiny_city(stage_eservices=["uses"] * 400, agencies__forms=0.75, agencies__whole=0.25)
    run_rule(Needs, city, rate=1, failure=0, partly=0.5)
    draws = Draws(1, 1)
    service, luck = draws.uniform("needs.service", 400), draws.uniform("needs.partly", 400)
    served = (service < 0.25) | ((service < 0.75) & (luck < 0.5))
    assert_array_equal(city.residents.need == ONLINE, served)
    assert 180 < served.sum() < 220


def test_only_whoever_has_nothing_but_the_assistant_suffers_its_errors():
    """It errs always, and nobody puts it right."""
    city = tiny_city(
        stage_eservices=["aware", "uses", "uses"], stage_assistant=["uses", "aware", "uses"],
        agencies__whole=1, government__ai_errors=1, government__fallback=0,
    )  # fmt: skip
    run_rule(Needs, city, rate=1, failure=0)
    assert_array_equal(city.residents.need, [DENIED, ONLINE, ONLINE])


def test_the_housebound_are_denied_and_harmed():
    city = tiny_city(housebound=[True, False], centre_access=1, government__assisted=1)
    run_rule(Needs, city, rate=1, severity=0.7)
    assert_array_equal(city.residents.need, [DENIED, COUNTER])
    np.testing.assert_allclose(city.residents.harm, [0.7, 0], rtol=1e-6)


def test_a_need_arises_with_its_chance_and_last_months_is_forgotten():
    city = tiny_city(300, need="denied")
    run_rule(Needs, city, rate=0.2)
    luck = Draws(1, 1).uniform("needs.arise", 300)
    assert_array_equal(city.residents.need, np.where(luck < 0.2, COUNTER, NO_NEED))
