"""What a budget leaves undone."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.indicators.funding import unfunded
from tests.sim.indicators.records import published


def test_what_is_left_undone_is_that_published():
    assert_allclose(published(unfunded, "undone"), [0.25, 0.5, 0.125])
