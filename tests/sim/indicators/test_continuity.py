"""Does service go on, how deep is the cut, and how long does it last?"""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from sim.indicators.continuity import continuity, continuity_low, months_disrupted, usual
from tests.cities import tiny_city
from tests.sim.indicators.records import record_of

GOOD, HALF = ["served online", "assisted"], ["served online", "denied"]
YEAR_THEN_TWO_BAD_MONTHS = [*[GOOD] * 12, HALF, HALF, GOOD]


def lived():
    return record_of(*(tiny_city(need=need) for need in YEAR_THEN_TWO_BAD_MONTHS))


def test_half_the_needs_served_is_half_of_usual_and_then_all_is_well_again():
    assert_allclose(continuity.compute(lived()), [*[1] * 12, 0.5, 0.5, 1])


def test_the_deepest_cut_stays_on_record_and_months_below_usual_add_up():
    assert_allclose(continuity_low.compute(lived())[[11, 12, 14]], [1, 0.5, 0.5])
    assert_allclose(months_disrupted.compute(lived())[[11, 12, 13, 14]], [0, 1, 2, 2])


def test_bad_months_do_not_lower_what_is_usual():
    level = usual(np.array([1.0] * 12 + [0.5] * 12 + [1.0]))
    assert_allclose(level[12:], 1.0)
    assert np.isnan(level[:12]).all()
