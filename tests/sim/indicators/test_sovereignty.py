"""Freedom to leave a vendor."""

from __future__ import annotations

import pytest
from numpy.testing import assert_allclose

from sim.indicators.sovereignty import bidders, exit_cost, lock_in
from tests.sim.indicators.records import published


@pytest.mark.parametrize("indicator", [lock_in, bidders, exit_cost], ids=lambda found: found.name)
def test_lock_in_and_bidders_are_those_published(indicator):
    assert_allclose(published(indicator, indicator.name), [0.25, 0.5, 0.125])
