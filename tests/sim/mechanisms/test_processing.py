"""How long a public service takes."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from sim.draws import Draws
from sim.mechanisms.processing import Processing, measure
from tests.cities import run_rule, tiny_city
from tests.random_city import random_city

SIZES = {"case": 20.0, "digital": 0.8, "drag": 0.5, "fetch": 2.0}


def days(**columns: object) -> float:
    city = tiny_city(**{"agencies__legacy": 0.0, "agencies__forms": 0, **columns})
    run_rule(Processing, city, **SIZES)
    return float(city.government.days[0])


def test_a_case_on_paper_takes_its_days_and_two_for_every_paper():
    assert days(government__papers_asked=0) == pytest.approx(20)
    assert days(government__papers_asked=3) == pytest.approx(26)


def test_digital_handling_saves_its_share_and_legacy_costs_half_again():
    assert days(agencies__forms=1, agencies__whole=1) == pytest.approx(4)
    assert days(agencies__legacy=1.0) == pytest.approx(30)


def test_agencies_count_by_caseload():
    mixed = days(agencies__caseload=[0.75, 0.25], agencies__forms=[1, 0], agencies__whole=[1, 0])
    assert mixed == pytest.approx(0.75 * 4 + 0.25 * 20)


def test_residents_notice_where_a_service_has_become_a_fifth_faster():
    """20 days on paper at first. End to end, 4, is noticed, as is a form, 12; a little less legacy, 20 of 22, is not."""
    city = tiny_city(
        agencies__caseload=[0.75, 0.25],
        agencies__legacy=[0.2, 0.0],
        agencies__digitisation="paper",
        agencies__forms=0,
    )
    Processing().begin(city, Processing.defaults(), Draws(1, 0))
    assert city.government.faster[0] == 0
    city.agencies.legacy[0] = 0
    city.agencies.forms[1], city.agencies.whole[1] = 0.6, 0.4
    run_rule(Processing, city, **SIZES)
    assert city.government.faster[0] == pytest.approx(0.25 * 0.6)
    assert city.government.days[0] == pytest.approx(0.75 * 20 + 0.25 * (0.4 * 4 + 0.2 * 12 + 0.4 * 20))


def test_the_loop_over_agencies_gives_the_same_as_numpy():
    a, p, rng = random_city(1, agencies=40).agencies, Processing.defaults(), np.random.default_rng(3)
    forms = rng.random(40)
    whole, start = forms * rng.random(40), rng.uniform(10, 30, 40)
    level, legacy = np.arange(3), a.legacy.astype(float)[:, None]
    days = p.case * (1 - p.digital * level / 2) * (1 + p.drag * legacy) + p.fetch * 3.7
    weights = np.column_stack((1 - forms, forms - whole, whole)) * (a.caseload / a.caseload.sum())[:, None]
    expected = (weights * days).sum(), weights[days <= (1 - p.noticed) * start[:, None]].sum()
    assert_allclose(measure(p, 3.7, a.caseload, forms, whole, a.legacy, start), expected, rtol=1e-6)
