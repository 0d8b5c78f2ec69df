"""Trust and skill of the city."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from sim.indicators import trust
from tests.cities import tiny_city
from tests.sim.indicators.records import published, record_of


def test_the_depth_of_a_crisis_is_the_lowest_mean_so_far():
    assert_allclose(published(trust.trust, "trust_mean"), [0.25, 0.5, 0.125])
    assert_allclose(published(trust.trust_low, "trust_mean"), [0.25, 0.25, 0.125])


def test_the_least_trusting_are_shown_as_published():
    assert_allclose(published(trust.trust_lowest, "trust_lowest"), [0.25, 0.5, 0.125])


def test_skill_is_a_mean_of_residents_in_months_with_a_census():
    """(.2 + .3 + .7) / 3 = .4 in month 0, nothing in month 1, (.2 + .6 + .7) / 3 = .5 in the last."""
    cities = [tiny_city(skill=skill) for skill in ([0.2, 0.3, 0.7], [0.9, 0.9, 0.9], [0.2, 0.6, 0.7])]
    assert_allclose(trust.skill_mean.compute(record_of(*cities)), [0.4, np.nan, 0.5], rtol=1e-6)
