"""The queue for a digital ID and the room to serve it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from sim.draws import Draws
from sim.mechanisms.enrolment import Enrolment, enrolment_hazard, soon
from tests.cities import run_rule, tiny_city

EVERYBODY_COMES = {"walk_in": 1, "gap": 0}


def test_the_hazard_adds_walking_in_outreach_and_need_less_the_womens_gap():
    """.02 · .5 + .03 + .1 = .14 for a man on benefits; a fifth less for a woman."""
    assert enrolment_hazard.py_func(0.02, 0.5, 0.03, 0.1, True, 0.2, False) == pytest.approx(0.14)
    assert enrolment_hazard.py_func(0.02, 0.5, 0.03, 0.1, True, 0.2, True) == pytest.approx(0.112)
    assert enrolment_hazard.py_func(0.02, 0.5, 0.03, 0.1, False, 0.2, False) == pytest.approx(0.04)


def test_a_fraction_of_a_resident_is_carried_to_the_next_month():
    """250 a month in a city of 1000 are 2.5 of ten simulated residents: 2, then 3, then 2."""
    city = tiny_city(10, adults=1000, office_access=1, government__live_identity=True)
    served = []
    for month in (1, 2, 3):
        (spent,) = run_rule(Enrolment, city, month, capacity=250, cost=4, **EVERYBODY_COMES)
        served.append(spent.units)
        assert spent.cost == 4 * spent.units
    assert served == [200, 300, 200]
    assert np.count_nonzero(city.residents.identity) == 7
    assert np.count_nonzero(city.residents.waiting) == 3


def test_only_those_with_papers_or_other_proof_may_queue():
    city = tiny_city(
        documents=[True, False, False], papers_waived=[False, True, False], office_access=1,
        government__live_identity=True,
    )  # fmt: skip
    run_rule(Enrolment, city, capacity=0, **EVERYBODY_COMES)
    assert_array_equal(city.residents.waiting, [True, True, False])
    assert_array_equal(city.residents.identity, 0)


def test_kits_serve_whom_offices_cannot_and_closed_offices_serve_nobody():
    for open_share, served in ((1, 3), (0, 0)):
        city = tiny_city(
            4, office_access=1, government__live_identity=True, government__kits=3,
            government__in_person=open_share,
        )  # fmt: skip
        run_rule(Enrolment, city, capacity=0, settling=0, **EVERYBODY_COMES)
        assert np.count_nonzero(city.residents.identity) == served


def test_a_gap_closed_for_women_brings_them_in():
    for closed, queued in ((0, [True, False]), (1, [True, True])):
        city = tiny_city(
            female=[False, True], office_access=1, government__live_identity=True,
            government__women_gap_closed=closed,
        )  # fmt: skip
        run_rule(Enrolment, city, capacity=0, walk_in=1, gap=1)
        assert_array_equal(city.residents.waiting, queued)


def test_new_kits_gather_speed_and_kits_withdrawn_stop_at_once():
    """Settling for one month, half of what is missing comes each month: 40, 60, 70 of 80; then 20 at once."""
    city = tiny_city(400, office_access=1, government__live_identity=True, government__kits=80)
    working = []
    for month in (1, 2, 3, 4):
        city.government.kits[0] = 80 if month < 4 else 20
        run_rule(Enrolment, city, month, capacity=0, settling=1, **EVERYBODY_COMES)
        working.append((float(city.government.kits_working[0]), np.count_nonzero(city.residents.identity)))
    assert working == [(40, 40), (60, 100), (70, 170), (20, 190)]


def test_a_number_comes_some_months_after_the_visit():
    """With three months of checking one in four numbers is due each month; nobody queues twice meanwhile."""
    assert soon.py_func(3) == 0.25
    city = tiny_city(100, office_access=1, government__live_identity=True)
    issued = np.zeros(100, np.bool_)
    for month in (1, 2):
        run_rule(Enrolment, city, month, capacity=1000, checking=3, **EVERYBODY_COMES)
        issued |= Draws(1, month).uniform("enrolment.issue", 100) < 0.25
        assert_array_equal(city.residents.identity == 1, issued)
        assert_array_equal(city.residents.pending, ~issued)
        assert not city.residents.waiting.any()
