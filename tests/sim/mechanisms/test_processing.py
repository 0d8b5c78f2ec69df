"""How long a public service takes."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from sim.draws import Draws
from sim.mechanisms.processing import Processing, days_by_agency, measure
from tests.cities import run_rule, tiny_city
from tests.random_city import random_city

SIZES = {"case": 20.0, "digital": 0.8, "drag": 0.5, "fetch": 2.0}


def days(**columns: object) -> float:
    city = tiny_city(**{"agencies__legacy": 0.0, "agencies__digitisation": "paper", **columns})
    run_rule(Processing, city, **SIZES)
    return float(city.government.days[0])


def test_a_case_on_paper_takes_its_days_and_two_for_every_paper():
    assert days(government__papers_asked=0) == pytest.approx(20)
    assert days(government__papers_asked=3) == pytest.approx(26)


def test_digital_handling_saves_its_share_and_legacy_costs_half_again():
    assert days(agencies__digitisation="end to end") == pytest.approx(4)
    assert days(agencies__legacy=1.0) == pytest.approx(30)


def test_agencies_count_by_caseload():
    mixed = days(agencies__caseload=[0.75, 0.25], agencies__digitisation=["end to end", "paper"])
    assert mixed == pytest.approx(0.75 * 4 + 0.25 * 20)


def test_residents_notice_where_a_service_has_become_a_fifth_faster():
    """20 days on paper at first. End to end, 4 days, is noticed; a little less legacy, 20 of 22 days, is not."""
    city = tiny_city(
        agencies__caseload=[0.75, 0.25], agencies__legacy=[0.2, 0.0], agencies__digitisation="paper"
    )
    Processing().begin(city, Processing.defaults(), Draws(1, 0))
    assert city.government.faster[0] == 0
    city.agencies.legacy[0] = 0
    city.agencies.digitisation[1] = 2
    run_rule(Processing, city, **SIZES)
    assert city.government.faster[0] == pytest.approx(0.25)


def test_the_loops_over_agencies_give_the_bits_of_the_same_lines_in_numpy():
    a, p = random_city(1, agencies=40).agencies, Processing.defaults()
    days = p.case * (1 - p.digital * a.digitisation / 2) * (1 + p.drag * a.legacy) + p.fetch * 3.7
    assert_array_equal(days_by_agency(p, 3.7, a.digitisation, a.legacy), days)
    start, weights = (1.3 * days).astype(np.float32), a.caseload / a.caseload.sum()
    start[::3] *= np.float32(0.8)
    expected = (weights * days).sum(), weights[days <= (1 - p.noticed) * start].sum()
    assert measure(p, 3.7, a.caseload, a.digitisation, a.legacy, start) == expected
